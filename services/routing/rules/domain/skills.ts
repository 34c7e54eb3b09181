/** A skill and how well an agent has it, or how well the one who takes the session must have it: 1 to 5. */
export interface Skill {
  readonly name: string;
  readonly level: number;
}

/** What an agent can. */
export interface AgentSkills {
  readonly skills: readonly Skill[];
  readonly languages: readonly string[];
}

/** What a session asks of its agent. */
export interface Needs {
  readonly skills: readonly Skill[];
  readonly language: string | null;
}

/** What is asked less of agents once a buyer has waited for so long. */
export interface SkillRing {
  readonly afterSeconds: number;
  /** By how many levels less is enough, the skill itself still being needed; null: without it. */
  readonly levels: number | null;
  /** Whether the language is not needed any more either. */
  readonly anyLanguage: boolean;
}

const asIs: Pick<SkillRing, 'levels' | 'anyLanguage'> = { levels: 0, anyLanguage: false };

/** Whether an agent can what is asked; `ring`: what is asked less by now. */
export function isQualified(agent: AgentSkills | null, { skills, language }: Needs, { levels, anyLanguage } = asIs): boolean {
  if (language !== null && !anyLanguage && !agent?.languages.includes(language)) return false;
  if (levels === null) return true;
  return skills.every(({ name, level }) => levelOf(agent, name) >= Math.max(1, level - levels));
}

const levelOf = (agent: AgentSkills | null, skill: string): number => agent?.skills.find(({ name }) => name === skill)?.level ?? 0;

/** Whether somebody without any skill or language may take a buyer in the end. */
export const dropsAll = (rings: readonly SkillRing[]): boolean => rings.some(({ levels, anyLanguage }) => levels === null && anyLanguage);

/** The first ring that asks more than the one before it, or does not come behind it. */
export const wrongRing = (rings: readonly SkillRing[]): number =>
  rings.findIndex((ring, index) => {
    const before = rings[index - 1];
    if (!before) return false;
    const asksMore = (ring.levels ?? Infinity) < (before.levels ?? Infinity) || (before.anyLanguage && !ring.anyLanguage);
    return asksMore || ring.afterSeconds <= before.afterSeconds;
  });
