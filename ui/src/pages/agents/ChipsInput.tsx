import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { Field } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { capabilityError } from "./agentForm";
import styles from "./ChipsInput.module.css";

const SEPARATORS = /[,;\n]+/;

/** A list of words. Enter or a comma adds one; Backspace in the empty field removes the last. */
export function ChipsInput({ label, hint, words, onChange }: {
  label: string;
  hint: string;
  words: readonly string[];
  onChange: (words: string[]) => void;
}) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [announcement, announce] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const add = (typed: string) => {
    const fresh = [...new Set(typed.split(SEPARATORS).map((word) => word.trim()).filter(Boolean))];
    const problem = fresh.length === 1 ? capabilityError(fresh[0]!, words) : undefined;
    setError(problem);
    if (problem) return;
    setText("");
    const added = fresh.filter((word) => !words.includes(word));
    if (added.length === 0) return;
    onChange([...words, ...added]);
    announce(`${added.join(", ")} added`);
  };
  const remove = (word: string) => {
    onChange(words.filter((other) => other !== word));
    announce(`${word} removed`);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    // During IME composition, Enter only completes the character.
    if (event.nativeEvent.isComposing) return;
    const last = words.at(-1);
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && last) {
      remove(last);
    }
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text");
    if (!SEPARATORS.test(pasted)) return;
    event.preventDefault();
    add(text + pasted);
  };

  return (
    <Field label={label} hint={hint} error={error}>
      {(described) => (
        <div className={styles.box} onClick={() => input.current?.focus()}>
          {words.length > 0 && (
            <ul className={styles.words} aria-label={`Chosen ${label.toLowerCase()}`}>
              {words.map((word) => (
                <li key={word} className={styles.word}>
                  {word}
                  <button type="button" className={styles.remove} aria-label={`Remove ${word}`} onClick={() => remove(word)}>
                    <Icon name="close" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            {...described}
            ref={input}
            className={styles.input}
            value={text}
            autoComplete="off"
            placeholder={words.length === 0 ? "statistics, csv, trend" : "Add another"}
            onChange={(event) => {
              setError(undefined);
              setText(event.target.value);
            }}
            onKeyDown={press}
            onPaste={paste}
            onBlur={() => add(text)}
          />
          <span role="status" className="sr-only">
            {announcement}
          </span>
        </div>
      )}
    </Field>
  );
}
