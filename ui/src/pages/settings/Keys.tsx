import { useState } from "react";
import { useGetKeysQuery } from "@/api/api";
import type { Key } from "@/api/types";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { Table, type Column } from "@/components/Table";
import { Time, useNow } from "@/components/Time";
import { formatDateTime } from "@/text/format";
import { KeyDialog } from "./KeyDialog";
import { stateOf } from "./keyForm";
import { RevokeDialog } from "./RevokeDialog";
import { ROLE_NAMES } from "./roleWords";
import styles from "./Keys.module.css";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export function Keys() {
  const { data, error, refetch } = useGetKeysQuery();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  return (
    <Card
      title="API keys"
      flush
      actions={
        <Button size="sm" icon="plus" onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      {data ? (
        <KeyTable keys={data.items} onRevoke={setRevoking} />
      ) : error ? (
        <ErrorState error={error} title="Could not load the keys" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={4} height={18} className={styles.loading} />
      )}
      {making && <KeyDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Card>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly Key[]; onRevoke: (key: Key) => void }) {
  const now = useNow(MINUTE_MS);
  const columns: Column<Key>[] = [
    { id: "name", title: "Name", cell: (key) => <Name apiKey={key} /> },
    { id: "state", title: "State", cell: (key) => <State apiKey={key} now={now} />, width: "92px" },
    { id: "created", title: "Created", cell: ({ created_at }) => <Time at={created_at} className={styles.time} />, wideOnly: true },
    { id: "expires", title: "Expires", cell: ({ expires_at }) => <Expiry at={expires_at} now={now} />, wideOnly: true },
    { id: "used", title: "Last used", cell: ({ last_used_at }) => <LastUse at={last_used_at} />, wideOnly: true },
    {
      id: "act",
      title: <span className="sr-only">Actions</span>,
      cell: (key) =>
        stateOf(key, now) !== "revoked" && (
          <Button size="sm" variant="danger" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
            Revoke
          </Button>
        ),
      align: "right",
      width: "88px",
    },
  ];
  return (
    <Table
      caption="API keys"
      columns={columns}
      rows={keys}
      rowKey={({ key_id }) => key_id}
      empty={
        <EmptyState icon="key" title="No keys yet">
          A key lets a program or another person use hocket with its own role.
        </EmptyState>
      }
    />
  );
}

function Name({ apiKey: { name, key_id, role, agent } }: { apiKey: Key }) {
  return (
    <div className={styles.key}>
      <span className={styles.name}>{name}</span>
      <span className={styles.facts}>
        {ROLE_NAMES[role]}
        {agent && ` ${agent}`} · <span className="mono">{key_id}</span>
      </span>
    </div>
  );
}

function State({ apiKey, now }: { apiKey: Key; now: number }) {
  const state = stateOf(apiKey, now);
  if (state === "active") return <Badge tone="ok" icon="accepted">Active</Badge>;
  if (state === "expired") return <Badge tone="warn" icon="clock">Expired</Badge>;
  return (
    <Badge icon="cancelled" title={apiKey.revoked_at ? formatDateTime(apiKey.revoked_at) : undefined}>
      Revoked
    </Badge>
  );
}

function Expiry({ at, now }: { at: string | null; now: number }) {
  if (at === null) return <span className={styles.time}>Never</span>;
  // Rounded, as a new key for a week expires slightly less or more than 7 days from now.
  const days = Math.round((Date.parse(at) - now) / DAY_MS);
  return (
    <time dateTime={at} title={formatDateTime(at)} className={styles.time}>
      {days > 1 ? `in ${days} days` : formatDateTime(at)}
    </time>
  );
}

function LastUse({ at }: { at: string | null }) {
  return at === null ? <span className={styles.time}>Never</span> : <Time at={at} className={styles.time} />;
}
