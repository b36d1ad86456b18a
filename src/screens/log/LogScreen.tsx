export function LogScreen() {
  return <p>Log</p>;
}
