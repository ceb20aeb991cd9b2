/** What a person can be asked, in a word and an icon. */
import type { ApprovalKind } from "@/api/types";
import type { IconName } from "./Icon";

export const APPROVAL_KINDS: Record<ApprovalKind, { icon: IconName; says: string }> = {
  plan: { icon: "runs", says: "Plan to approve" },
  effect: { icon: "tool", says: "Action to approve" },
  result: { icon: "file", says: "Result to approve" },
  question: { icon: "chat", says: "Question" },
};
