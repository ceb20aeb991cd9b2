/** Messages on their way, by conversation. They outlive a look at another thread. */
import { useCallback, useState } from "react";
import { api, useSayMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { useAppDispatch } from "@/store";
import type { Pending } from "./thread";

export interface Sending {
  pending: Readonly<Record<string, Pending>>;
  send: (conversationId: string, text: string, asRun: boolean, before: number) => Promise<void>;
  /** Gives up one that failed. */
  drop: (conversationId: string) => void;
}

export function useSending(): Sending {
  const [say] = useSayMutation();
  const dispatch = useAppDispatch();
  const [pending, setPending] = useState<Record<string, Pending>>({});
  const drop = useCallback(
    (conversationId: string) => setPending(({ [conversationId]: _gone, ...rest }) => rest),
    [],
  );

  const send = useCallback(
    async (conversation_id: string, text: string, asRun: boolean, before: number) => {
      const one: Pending = { text, asRun, before, sentAt: Date.now() };
      setPending((all) => ({ ...all, [conversation_id]: one }));
      try {
        await say({ conversation_id, text, ...(asRun && { as_run: true }) }).unwrap();
        // The answer takes the place of what was shown while it was written, without a gap between.
        await dispatch(api.endpoints.getConversation.initiate(conversation_id, { subscribe: false, forceRefetch: true }));
        drop(conversation_id);
      } catch (error) {
        setPending((all) => ({ ...all, [conversation_id]: { ...one, problem: problemOf(error) } }));
      }
    },
    [say, dispatch, drop],
  );
  return { pending, send, drop };
}
