import { useEffect, useState } from "react";
import { useAppDispatch } from "@/store";
import { IconButton } from "./Button";
import { toastShown } from "./toasts";

const SHOWN_MS = 1500;

export function CopyButton({ text, label = "Copy" }: { text: string | (() => string); label?: string }) {
  const [copied, setCopied] = useState(false);
  const dispatch = useAppDispatch();

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setCopied(true);
    } catch {
      // Insecure origins have no clipboard.
      dispatch(toastShown("Your browser blocked copying. Select the text and copy it manually.", "bad"));
    }
  };

  return <IconButton icon={copied ? "check" : "copy"} label={copied ? "Copied" : label} size="sm" onClick={() => void copy()} />;
}
