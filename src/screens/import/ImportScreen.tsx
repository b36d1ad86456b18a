export function ImportScreen() {
  return <p>Import</p>;
}
