/** Answers under way and what became of them. Shown as given at once, and taken back if they were not taken. */
import { useCallback, useState } from "react";
import { useAnswerApprovalMutation } from "@/api/api";
import { problemOf, type Problem } from "@/api/problem";
import type { Approval, ApprovalAnswer } from "@/api/types";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { decisionText } from "./looks";

export interface Sent {
  answer: ApprovalAnswer;
  /** Absent while it is under way. */
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
      const note = (one: Sent) => setSent((before) => ({ ...before, [question_id]: one }));
      note({ answer });
      try {
        await answerApproval({ question_id, ...answer }).unwrap();
        setSent(({ [question_id]: _done, ...rest }) => rest);
        dispatch(toastShown(`${decisionText(answer)}: ${title}`, "ok"));
        return true;
      } catch (error) {
        note({ answer, problem: problemOf(error) });
        return false;
      }
    },
    [answerApproval, dispatch],
  );
  return { sent, give };
}

/** As it will be if the answer under way is taken. */
export function withSent(approval: Approval, sent: Sent | undefined, by: string): Approval {
  if (!sent || sent.problem || approval.state !== "open") return approval;
  const { decision, words = "", covers = false } = sent.answer;
  return { ...approval, state: "answered", answer: { decision, words, covers, by, at: new Date().toISOString() } };
}
