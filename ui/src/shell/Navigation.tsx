import { useState } from "react";
import { Link, NavLink } from "react-router";
import { api, useGetApprovalsInfiniteQuery, useGetVersionQuery, useSignOutMutation } from "@/api/api";
import { signedOut } from "@/api/session";
import { IconButton } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Icon } from "@/components/Icon";
import { useAppDispatch } from "@/store";
import { Logo } from "./Logo";
import { IN_BAR, PLACES, type Place } from "./places";
import { useMe } from "./Session";
import { ThemeToggle } from "./ThemeToggle";
import styles from "./Navigation.module.css";

/** Navigation on wide screens. */
export function Sidebar({ onHelp }: { onHelp: () => void }) {
  const waiting = useOpenQuestions();
  const { data: version } = useGetVersionQuery();
  return (
    <aside className={styles.sidebar} aria-label="Sidebar">
      <div className={styles.top}>
        <Link to="/" className={styles.brand}>
          <Logo />
          hocket
        </Link>
      </div>
      <Link to="/" state={{ compose: 1 }} className={styles.newRun}>
        <Icon name="plus" />
        New run
        <kbd aria-hidden>c</kbd>
      </Link>
      <nav aria-label="Main">
        <ul className={styles.list}>
          {PLACES.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} waiting={waiting} className={styles.link} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.foot}>
        <SignedInAs />
        <div className={styles.tools}>
          <ThemeToggle />
          <IconButton icon="keyboard" label="Keyboard shortcuts" size="sm" onClick={onHelp} />
          <SignOut />
          {version && <span className={styles.version}>{version.version}</span>}
        </div>
      </div>
    </aside>
  );
}

/** Navigation on phones. */
export function BottomBar() {
  const waiting = useOpenQuestions();
  const [more, setMore] = useState(false);
  return (
    <nav aria-label="Main" className={styles.bar}>
      {PLACES.slice(0, IN_BAR).map((place) => (
        <PlaceLink key={place.to} place={place} waiting={waiting} className={styles.tab} />
      ))}
      <button type="button" className={styles.tab} aria-haspopup="dialog" onClick={() => setMore(true)}>
        <Icon name="more" size={20} />
        <span>More</span>
      </button>
      <Dialog open={more} onClose={() => setMore(false)} title="More">
        <ul className={styles.list} onClick={() => setMore(false)}>
          {PLACES.slice(IN_BAR).map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} waiting={waiting} className={styles.link} />
            </li>
          ))}
        </ul>
        <div className={styles.moreFoot}>
          <SignedInAs />
          <div className={styles.tools}>
            <ThemeToggle />
            <SignOut />
          </div>
        </div>
      </Dialog>
    </nav>
  );
}

function PlaceLink({ place, waiting, className }: { place: Place; waiting: string; className: string | undefined }) {
  const badge = place.to === "/inbox" && waiting !== "0";
  return (
    <NavLink to={place.to} end={place.to === "/"} className={className}>
      <Icon name={place.icon} size={className === styles.tab ? 20 : 16} />
      <span>{place.label}</span>
      {badge && (
        <span className={styles.count}>
          {waiting}
          <span className="sr-only"> waiting for you</span>
        </span>
      )}
    </NavLink>
  );
}

function useOpenQuestions(): string {
  const { data } = useGetApprovalsInfiniteQuery({ state: "open" });
  const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  return `${count}${data?.pages.at(-1)?.next ? "+" : ""}`;
}

function SignedInAs() {
  const { subject, role } = useMe();
  return (
    <p className={styles.me} title={`${subject}, ${role}`}>
      <span className="truncate">{subject}</span>
      <span className={styles.role}>{role.replace("_", " ")}</span>
    </p>
  );
}

function SignOut() {
  const [signOut, { isLoading }] = useSignOutMutation();
  const dispatch = useAppDispatch();
  const leave = async () => {
    await signOut();
    dispatch(signedOut());
    // The next person to sign in must not see cached data.
    dispatch(api.util.resetApiState());
  };
  return <IconButton icon="signOut" label="Sign out" size="sm" busy={isLoading} onClick={() => void leave()} />;
}
