type Body = () => Promise<void>;

/** A test for machines on which `holds`; on others it is listed as skipped, with what they lack. */
export const itWhere = (holds: boolean, lacking: string) => (title: string, body: Body) =>
  holds ? it(title, body) : it.skip(`${title} (skipped: ${lacking})`, body);

/** The same for a group of tests. */
export const describeWhere = (holds: boolean, lacking: string) => (title: string, body: () => void) =>
  holds ? describe(title, body) : describe.skip(`${title} (skipped: ${lacking})`, body);
