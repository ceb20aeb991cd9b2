import { type RefObject, useEffect, useRef } from "react";
import type { Approval, ApprovalAnswer } from "@/api/types";
import { Button } from "@/components/Button";
import { Field, Textarea } from "@/components/Field";
import { CONSEQUENCES } from "./looks";
import { draftProblem, prettyDraft } from "./validation";
import styles from "./Actions.module.css";

/** An unsent answer to a question; kept while another question is shown. */
export interface Writing {
  mode: "choose" | "reject" | "edit";
  words: string;
  /** null: unchanged. */
  draft: string | null;
}
export const NOTHING_WRITTEN: Writing = { mode: "choose", words: "", draft: null };

interface ActionProps {
  approval: Approval;
  writing: Writing;
  onWrite: (change: Partial<Writing>) => void;
  onAnswer: (answer: ApprovalAnswer) => void;
  /** The approve button, which a shortcut can focus. */
  approve: RefObject<HTMLButtonElement | null>;
}

export function Actions(props: ActionProps) {
  const { approval, writing } = props;
  if (approval.kind === "question") return <AnswerForm {...props} />;
  if (writing.mode === "reject") return <RejectForm {...props} kind={approval.kind} />;
  if (writing.mode === "edit") return <EditForm {...props} kind={approval.kind} />;
  return <Choice {...props} kind={approval.kind} />;
}

type WithKind = ActionProps & { kind: keyof typeof CONSEQUENCES };

function Choice({ approval, kind, onWrite, onAnswer, approve }: WithKind) {
  return (
    <div className={styles.choice}>
      <Button ref={approve} variant="primary" icon="check" onClick={() => onAnswer({ decision: "approve" })}>
        Approve{kind === "plan" ? " the plan" : ""}
      </Button>
      {kind === "plan" && (
        <Button onClick={() => onAnswer({ decision: "approve", covers: true })} title="Its tool calls will not need separate approval">
          Approve the plan and its effects
        </Button>
      )}
      {approval.draft !== null && (
        <Button icon="edit" onClick={() => onWrite({ mode: "edit" })}>
          Edit
        </Button>
      )}
      <Button variant="danger" icon="close" onClick={() => onWrite({ mode: "reject" })}>
        Reject
      </Button>
      <p className={styles.hint}>{CONSEQUENCES[kind].approve}</p>
    </div>
  );
}

function RejectForm({ kind, writing, onWrite, onAnswer }: WithKind) {
  const field = useFocus<HTMLTextAreaElement>();
  const words = writing.words.trim();
  return (
    <Form
      onSubmit={() => words !== "" && onAnswer({ decision: "reject", words })}
      onCancel={() => onWrite({ mode: "choose" })}
      submit={
        <Button type="submit" variant="danger" icon="close" disabled={words === ""}>
          Reject
        </Button>
      }
    >
      <Field label="Reason, or what to change" hint={CONSEQUENCES[kind].reject}>
        {(described) => (
          <Textarea {...described} ref={field} rows={3} value={writing.words} onChange={(event) => onWrite({ words: event.target.value })} />
        )}
      </Field>
    </Form>
  );
}

function EditForm({ approval, kind, writing, onWrite, onAnswer }: WithKind) {
  const field = useFocus<HTMLTextAreaElement>();
  const original = prettyDraft(kind, approval.draft ?? "");
  const draft = writing.draft ?? original;
  const problem = draftProblem(kind, draft);
  const isSame = draft === original;
  return (
    <Form
      onSubmit={() => !problem && !isSame && onAnswer({ decision: "edit", draft })}
      onCancel={() => onWrite({ mode: "choose" })}
      submit={
        <Button type="submit" variant="primary" icon="check" disabled={problem !== null || isSame}>
          Approve with these changes
        </Button>
      }
      extra={
        !isSame && (
          <Button variant="ghost" onClick={() => onWrite({ draft: null })}>
            Undo changes
          </Button>
        )
      }
    >
      <Field label={CONSEQUENCES[kind].draft} hint={isSame ? "Change it, then approve it." : CONSEQUENCES[kind].edit} error={problem ?? undefined}>
        {(described) => (
          <Textarea
            {...described}
            ref={field}
            rows={Math.min(24, Math.max(6, draft.split("\n").length + 1))}
            spellCheck={kind === "result"}
            className={kind === "result" ? undefined : styles.code}
            value={draft}
            onChange={(event) => onWrite({ draft: event.target.value })}
          />
        )}
      </Field>
    </Form>
  );
}

function AnswerForm({ approval, writing, onWrite, onAnswer }: ActionProps) {
  const words = writing.words.trim();
  const hasOptions = approval.options.length > 0;
  return (
    <div className={styles.answer}>
      {hasOptions && (
        <div role="group" aria-label="Answers to choose from" className={styles.options}>
          {approval.options.map((option) => (
            <Button key={option} className={styles.option} onClick={() => onAnswer({ decision: "answer", words: option })}>
              {option}
            </Button>
          ))}
        </div>
      )}
      <Form
        onSubmit={() => words !== "" && onAnswer({ decision: "answer", words })}
        submit={
          <Button type="submit" variant={hasOptions ? "default" : "primary"} disabled={words === ""}>
            Send answer
          </Button>
        }
      >
        <Field label={hasOptions ? "Or in your own words" : "Your answer"}>
          {(described) => (
            <Textarea {...described} rows={3} value={writing.words} onChange={(event) => onWrite({ words: event.target.value })} />
          )}
        </Field>
      </Form>
    </div>
  );
}

/** Ctrl+Enter sends; Escape goes back and keeps the text. */
function Form({ onSubmit, onCancel, submit, extra, children }: {
  onSubmit: () => void;
  onCancel?: () => void;
  submit: React.ReactNode;
  extra?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && onCancel) onCancel();
        else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit();
      }}
    >
      {children}
      <div className={styles.buttons}>
        {submit}
        {onCancel && <Button onClick={onCancel}>Back</Button>}
        {extra}
      </div>
    </form>
  );
}

function useFocus<Target extends HTMLElement>(): RefObject<Target | null> {
  const target = useRef<Target>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
