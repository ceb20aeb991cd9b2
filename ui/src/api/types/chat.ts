/** Conversations with an agent. */
import type { Message } from "./trace";

export interface ConversationSummary {
  conversation_id: string;
  agent: string;
  title: string;
  started_at: string;
  last_at: string;
  messages: number;
}
export interface Conversation {
  conversation_id: string;
  participants: unknown[];
  messages: Message[];
  [field: string]: unknown;
}
export interface ChatAnswer {
  message: Message;
  run_id: string | null;
}
