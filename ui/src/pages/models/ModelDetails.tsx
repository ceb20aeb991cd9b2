import type { ReactNode } from "react";
import type { ModelView } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { formatBytes, formatCount } from "@/text/format";
import styles from "./ModelDetails.module.css";

/** Everything known about a model, including its host's details. */
export function ModelDetails({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const can = [model.can_chat && "chat", model.can_embed && "embeddings"].filter(Boolean).join(", ");
  const facts: [string, ReactNode][] = [
    ["Host", model.adapter],
    ["State", model.loaded ? "Loaded" : "Not loaded"],
    ["Supports", can || "unknown"],
    ["Used for", model.roles.join(", ") || "no role"],
    ["Context", model.context_tokens > 0 ? `${formatCount(model.context_tokens)} tokens` : "unknown"],
    ...(model.memory_bytes > 0 ? ([["Memory", formatBytes(model.memory_bytes)]] as [string, ReactNode][]) : []),
    ["Size", model.size_bytes > 0 ? formatBytes(model.size_bytes) : "unknown"],
    ["Speed", model.tokens_per_s === null ? "not measured yet" : `${model.tokens_per_s.toFixed(1)} tokens/s, measured here`],
    ["Calls", formatCount(model.calls)],
  ];
  const details = Object.entries(model.details).map(([key, value]): [string, ReactNode] => [
    key,
    typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value),
  ]);
  return (
    <Dialog open title={model.name} onClose={onClose}>
      <dl className={styles.facts}>
        {[...facts, ...details].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
