import type { DataEvent } from '../../data.api.ts';

/** Carries news from this worker to its page and to the other tabs, and theirs to this one. */
export type Notifications = {
  /** Tells the page and the other tabs. */
  notifyAll(event: DataEvent): void;
  /** Tells the page alone: news from another tab, once this worker has caught up with it. */
  notifyPage(event: DataEvent): void;
  /** Asks the tab that runs this import to stop it. */
  askToCancel(importId: number): void;
  /** Asks the tab that runs a re-scoring to stop it. */
  askToCancelRescoring(): void;
  watch(listener: (event: DataEvent) => void): void;
  /** `follower` hears what the page is told, before it is. */
  follow(follower: (event: DataEvent) => void): void;
  listen(other: OtherTab): void;
};

/** What this worker does with news from another tab. */
export type OtherTab = {
  changed(event: DataEvent): void;
  cancelAsked(importId: number): void;
  cancelRescoringAsked(): void;
};

type Message = { event: DataEvent } | { cancel: number | 'rescoring' };

const CHANNEL = 'tuntundohod';

export function openNotifications(): Notifications {
  const channel = new BroadcastChannel(CHANNEL);
  let listener: (event: DataEvent) => unknown = () => {};
  const followers: ((event: DataEvent) => void)[] = [];

  // The listener lives on the page: a page that is going away answers with an error, which concerns nobody.
  const notifyPage = (event: DataEvent) => {
    for (const follow of followers) follow(event);
    void Promise.resolve(listener(event)).catch(() => {});
  };
  const send = (message: Message) => channel.postMessage(message);

  return {
    notifyAll(event) {
      notifyPage(event);
      send({ event: fromElsewhere(event) });
    },
    notifyPage,
    askToCancel: (importId) => send({ cancel: importId }),
    askToCancelRescoring: () => send({ cancel: 'rescoring' }),
    watch(next) {
      listener = next;
    },
    follow: (follower) => void followers.push(follower),
    listen(other) {
      channel.onmessage = ({ data }: MessageEvent<Message>) => {
        if ('event' in data) other.changed(data.event);
        else if (data.cancel === 'rescoring') other.cancelRescoringAsked();
        else other.cancelAsked(data.cancel);
      };
    },
  };
}

function fromElsewhere(event: DataEvent): DataEvent {
  if (event.kind === 'import') return { ...event, elsewhere: true };
  if (event.kind === 'rescoring') return { ...event, rescoring: { ...event.rescoring, elsewhere: true } };
  return event;
}
