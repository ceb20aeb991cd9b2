/** Answers being sent, and their outcome. Shown as given at once, and undone on failure. */
import { useCallback, useState } from "react";
import { useAnswerApprovalMutation } from "@/api/api";
import { problemOf, type Problem } from "@/api/problem";
import type { Approval, ApprovalAnswer } from "@/api/types";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { decisionText } from "./looks";

export interface Sent {
  answer: ApprovalAnswer;
  /** Absent while the request is in flight. */
  problem?: Problem;
}

export interface Answers {
  sent: Readonly<Record<string, Sent>>;
  give: (approval: Approval, answer: ApprovalAnswer) => Promise<boolean>;
}

export function useAnswers(): Answers {
  const [answerApproval] = useAnswerApprovalMutation();
  const [sent, setSent] = useState<Record<string, Sent>>({});
  const dispatch = useAppDispatch();

  const give = useCallback(
    async ({ question_id, title }: Approval, answer: ApprovalAnswer) => {
      const record = (state: Sent) => setSent((current) => ({ ...current, [question_id]: state }));
      record({ answer });
      try {
        await answerApproval({ question_id, ...answer }).unwrap();
        setSent(({ [question_id]: _done, ...rest }) => rest);
        dispatch(toastShown(`${decisionText(answer)}: ${title}`, "ok"));
        return true;
      } catch (error) {
        record({ answer, problem: problemOf(error) });
        return false;
      }
    },
    [answerApproval, dispatch],
  );
  return { sent, give };
}

/** The approval as it will be if the answer being sent is accepted. */
export function withSent(approval: Approval, sent: Sent | undefined, by: string): Approval {
  if (!sent || sent.problem || approval.state !== "open") return approval;
  const { decision, words = "", covers = false } = sent.answer;
  return { ...approval, state: "answered", answer: { decision, words, covers, by, at: new Date().toISOString() } };
}
