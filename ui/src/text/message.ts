import type { Message } from "@/api/types";

export function textOf({ content }: Message): string {
  const { text } = content.payload;
  return typeof text === "string" ? text : "";
}
