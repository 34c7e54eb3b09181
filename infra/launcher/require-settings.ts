import { readConfig } from '#gateway/config';
import { readServiceConfig } from '#libs/platform/process/service-config';
import { processNames, processVariables, type ProcessName, type SystemEnvironment } from './system-environment';

/** Reads the settings of every process as it will itself: what one of them could not start with is told before any is started. */
export function requireSettings(system: SystemEnvironment): void {
  const problems = new Set(processNames.flatMap((name) => problemsOf(name, system)));
  if (problems.size > 0) throw new Error([...problems].join('\n'));
}

function problemsOf(name: ProcessName, system: SystemEnvironment): string[] {
  try {
    const variables = processVariables(system, name);
    if (name === 'gateway') readConfig(variables);
    else readServiceConfig(name, variables);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}
