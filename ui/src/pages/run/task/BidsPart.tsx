import type { Auction, Bid, TaskDetail } from "@/api/types";
import { Badge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { formatPercent, plural } from "@/text/format";
import styles from "./Bids.module.css";
import shared from "./Parts.module.css";

/** The server's weights (specification 004); the weighted parts add up to the score. */
const PARTS = [
  { id: "capability", name: "Capability", weight: 40 },
  { id: "availability", name: "Availability", weight: 30 },
  { id: "performance", name: "Performance", weight: 20 },
  { id: "priority", name: "Priority", weight: 10 },
] as const;

export function BidsPart({ task }: { task: TaskDetail }) {
  if (task.auctions.length === 0) {
    return (
      <EmptyState icon="queued" title="Not announced yet">
        Agents bid once everything the task depends on is done.
      </EmptyState>
    );
  }
  return (
    <div className={shared.stack}>
      {task.auctions.toReversed().map((auction) => (
        <AuctionCard key={auction.round} auction={auction} />
      ))}
    </div>
  );
}

function AuctionCard({ auction }: { auction: Auction }) {
  const { award, declines } = auction;
  const bids = auction.bids.toSorted((a, b) => b.score - a.score);
  return (
    <section className={shared.card}>
      <header className={shared.cardHeader}>
        <h3>Auction {auction.round}</h3>
        <span className={shared.cardNote}>{plural(bids.length, "bid")}</span>
      </header>
      <div className={shared.padded}>
        <p className={shared.why}>{award ? <Why award={award} bids={bids} /> : <><strong>No award:</strong> {auction.reason || "still open"}</>}</p>
        {bids.length > 0 && <BidTable bids={bids} award={award} round={auction.round} />}
        {declines.length > 0 && (
          <div>
            <h4 className={shared.heading}>Did not bid</h4>
            <ul className={styles.declines}>
              {declines.map(({ agent, reason }) => (
                <li key={agent}>
                  <span>{agent}</span> {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}

function Why({ award, bids }: { award: NonNullable<Auction["award"]>; bids: readonly Bid[] }) {
  const { agent, fallback, choice } = award;
  const option = named(agent, award.way);
  const own = bids.find((bid) => optionOf(bid) === option);
  const next = bids.find((bid) => optionOf(bid) !== option);
  const lead = own && next ? ` ${(own.score - next.score).toFixed(1)} ahead of ${optionOf(next)}` : "";
  return (
    <>
      <strong>{option} won</strong>
      {own && ` with ${own.score.toFixed(1)}`}
      {lead && `,${lead}`}.{" "}
      {choice && `Chosen by the policy “${choice.policy}” with probability ${formatPercent(choice.propensity)}. `}
      {fallback ? `Fallback: ${named(fallback, award.fallback_way)}.` : "No fallback."}
    </>
  );
}

/** An agent with the way in which it would work, as in the award. */
function named(agent: string, way?: string): string {
  return way ? `${agent} by ${way}` : agent;
}

function optionOf(bid: Bid): string {
  return named(bid.agent, bid.way);
}

function BidTable({ bids, award, round }: { bids: readonly Bid[]; award: Auction["award"]; round: number }) {
  const winner = award ? named(award.agent, award.way) : undefined;
  const fallback = award?.fallback ? named(award.fallback, award.fallback_way) : undefined;
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Bids of auction ${round}`}>
      <table className={styles.table}>
        <caption className="sr-only">Bids with the parts of their scores</caption>
        <thead>
          <tr>
            <th scope="col">Agent</th>
            <th scope="col" className={styles.score}>Score</th>
            {PARTS.map(({ id, name, weight }) => (
              <th key={id} scope="col">
                {name} <span className={styles.weight}>×{weight}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bids.map((bid) => (
            <tr key={optionOf(bid)} className={optionOf(bid) === winner ? styles.winner : undefined}>
              <th scope="row">
                {bid.agent}
                {bid.way && <span className={styles.reason} title={bid.reasons.way}>by {bid.way}</span>}
                {optionOf(bid) === winner && <Badge tone="ok" icon="check">won</Badge>}
                {optionOf(bid) === fallback && <Badge>fallback</Badge>}
              </th>
              <td className={styles.score}>{bid.score.toFixed(1)}</td>
              {PARTS.map(({ id }) => (
                <td key={id}>
                  <PartBar value={bid[id]} />
                  <span className={styles.reason}>{bid.reasons[id]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartBar({ value }: { value: number }) {
  return (
    <span className={styles.part}>
      <span className={styles.track} aria-hidden>
        <span style={{ width: `${100 * Math.min(1, Math.max(0, value))}%` }} />
      </span>
      {value.toFixed(2)}
    </span>
  );
}
