/**
 * Messages to the page, and messages and requests to the workers of other tabs. Services of this worker use `Changes`
 * instead.
 */
export type Notifications<Event, Request> = {
  /** Tells the page. */
  notifyPage(event: Event): void;
  /** Tells the page and the other tabs. */
  notifyAll(event: Event): void;
  /** Asks the other tabs; the tab concerned acts. */
  request(request: Request): void;
  /** The page's listener, which replaces an earlier one. */
  watch(listener: (event: Event) => void): void;
  /** Listens to the other tabs. */
  listen(handlers: TabHandlers<Event, Request>): void;
};

export type TabHandlers<Event, Request> = {
  /** An event that another tab sent to all. */
  onRemoteEvent(event: Event): void;
  onRequest(request: Request): void;
};

type Message<Event, Request> = { event: Event } | { request: Request };

const CHANNEL = 'tuntundohod';

export function openNotifications<Event, Request>(): Notifications<Event, Request> {
  const channel = new BroadcastChannel(CHANNEL);
  let listener: (event: Event) => unknown = () => {};

  // The listener runs on the page. A page that is closing answers with an error, which can be ignored.
  const notifyPage = (event: Event) => void Promise.resolve(listener(event)).catch(() => {});
  const send = (message: Message<Event, Request>) => channel.postMessage(message);

  return {
    notifyPage,
    notifyAll(event) {
      notifyPage(event);
      send({ event });
    },
    request: (request) => send({ request }),
    watch(next) {
      listener = next;
    },
    listen({ onRemoteEvent, onRequest }) {
      channel.onmessage = ({ data }: MessageEvent<Message<Event, Request>>) => {
        if ('event' in data) onRemoteEvent(data.event);
        // A tab with another version of the app may send something else.
        else if ('request' in data) onRequest(data.request);
      };
    },
  };
}
