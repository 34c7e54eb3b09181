/** An agent at its workbench: from being ONLINE until OFFLINE; breaks in between end nothing (RES-85). */
export interface Login {
  readonly agentId: string;
  readonly from: Date;
  /** Null while it lasts. */
  readonly to: Date | null;
}
