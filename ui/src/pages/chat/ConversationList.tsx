import { Link } from "react-router";
import type { ConversationSummary } from "@/api/types";
import { Button } from "@/components/Button";
import { Time, useNow } from "@/components/Time";
import { cx } from "@/cx";
import { Avatar } from "@/components/Avatar";
import { byDay } from "./thread";
import type { Sending } from "./useSending";
import styles from "./ConversationList.module.css";

const MINUTE_MS = 60_000;

/** All conversations, the newest first. */
export function ConversationList({ conversations, shown, sending, more, isLoadingMore }: {
  conversations: ConversationSummary[];
  /** The message being sent is the title until there is one. */
  sending: Sending["pending"];
  shown: string | undefined;
  more?: () => void;
  isLoadingMore: boolean;
}) {
  const now = useNow(MINUTE_MS);
  return (
    <nav aria-label="Conversations" className={styles.list}>
      {byDay(conversations, now).map(([day, items]) => (
        <section key={day} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <ul className={styles.items}>
            {items.map((item) => (
              <li key={item.conversation_id}>
                <Link
                  to={`/chat/${encodeURIComponent(item.conversation_id)}`}
                  aria-current={item.conversation_id === shown ? "page" : undefined}
                  className={cx(styles.item, item.conversation_id === shown && styles.current)}
                >
                  <Avatar name={item.agent} kind="agent" size="sm" />
                  <span className={styles.text}>
                    <span className={styles.title}>{item.title || sending[item.conversation_id]?.text || "No messages yet"}</span>
                    <span className={styles.meta}>
                      <span className="truncate">{item.agent}</span>
                      <Time at={item.last_at} className={styles.age} />
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <p className={styles.more}>
          <Button size="sm" busy={isLoadingMore} onClick={more}>
            Show more
          </Button>
        </p>
      )}
    </nav>
  );
}
