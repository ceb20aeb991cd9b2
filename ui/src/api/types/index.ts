/** The shapes of the HTTP API, as the server sends and takes them. */
export type { AgentCard, CheckResult, Task } from "../nouns";
export type * from "./common";
export type * from "./event";
export type * from "./passport";
export type * from "./reading";
export type * from "./run";
export type * from "./task";
export type * from "./trace";
export type * from "./inbox";
export type * from "./agent";
export type * from "./settings";
export type * from "./chat";
