export { describeYamlProblem } from "./text/describe-yaml-problem.ts";
export {
  type DocumentProblem,
  describePath,
  describeProblem,
  isShownKey,
} from "./text/document-problem.ts";
export { durationPattern, formatDuration, parseDuration } from "./text/duration.ts";
export {
  escapeForTerminal,
  jsonForTerminal,
  linesForTerminal,
} from "./text/escape-for-terminal.ts";
export { hideUserInfo, Secrets } from "./text/secrets.ts";
export { shellWord } from "./text/shell-word.ts";
