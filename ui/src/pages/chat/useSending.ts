/** Messages being sent, by conversation. They survive switching threads. */
import { useCallback, useState } from "react";
import { api, useSayMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { useAppDispatch } from "@/store";
import type { Pending } from "./thread";

export interface Sending {
  pending: Readonly<Record<string, Pending>>;
  send: (conversationId: string, text: string, asRun: boolean, before: number) => Promise<void>;
  /** Discards a failed message. */
  drop: (conversationId: string) => void;
}

export function useSending(): Sending {
  const [say] = useSayMutation();
  const dispatch = useAppDispatch();
  const [pending, setPending] = useState<Record<string, Pending>>({});
  const drop = useCallback(
    (conversationId: string) => setPending(({ [conversationId]: _dropped, ...rest }) => rest),
    [],
  );

  const send = useCallback(
    async (conversation_id: string, text: string, asRun: boolean, before: number) => {
      const message: Pending = { text, asRun, before, sentAt: Date.now() };
      setPending((all) => ({ ...all, [conversation_id]: message }));
      try {
        await say({ conversation_id, text, ...(asRun && { as_run: true }) }).unwrap();
        // The answer replaces the text being written without a gap.
        await dispatch(api.endpoints.getConversation.initiate(conversation_id, { subscribe: false, forceRefetch: true }));
        drop(conversation_id);
      } catch (error) {
        setPending((all) => ({ ...all, [conversation_id]: { ...message, problem: problemOf(error) } }));
      }
    },
    [say, dispatch, drop],
  );
  return { pending, send, drop };
}
