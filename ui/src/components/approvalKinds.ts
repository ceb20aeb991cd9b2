/** The kinds of approval, each with an icon and a label. */
import type { ApprovalKind } from "@/api/types";
import type { IconName } from "./Icon";

export const APPROVAL_KINDS: Record<ApprovalKind, { icon: IconName; label: string }> = {
  plan: { icon: "runs", label: "Plan to approve" },
  effect: { icon: "tool", label: "Action to approve" },
  result: { icon: "file", label: "Result to approve" },
  question: { icon: "chat", label: "Question" },
};
