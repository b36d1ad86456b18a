import { type ClientBlock, valuesOfRow } from '../../../src/core/clients/clientBlock.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';
import { toKnown } from '../clients/clientColumns.ts';
import type { DataContext } from '../context.ts';
import type { Change, ClientChanges } from './card.api.ts';

/**
 * What an import changed in a client, compared with the client's previous import; null when the import does not contain
 * the client.
 */
export async function readClientChanges(
  { clients, chunks }: Pick<DataContext, 'clients' | 'chunks'>,
  clientId: string,
  importId: number,
): Promise<ClientChanges | null> {
  const places = clients.places(clientId);
  const at = places.findIndex((place) => place.importId === importId);
  const [place, placeBefore] = at < 0 ? [] : places.slice(at, at + 2);
  if (!place) return null;
  if (!placeBefore) return { importId, hasBefore: false, changes: [], actualIncomeRub: null, asOf: null };
  const [after, before] = await Promise.all([chunks.readRow(place, clientId), chunks.readRow(placeBefore, clientId)]);
  const actualIncome = { before: toKnown(before.actualIncomes?.[0]), after: toKnown(after.actualIncomes?.[0]) };
  const asOf = { before: before.dates?.[0] ?? null, after: after.dates?.[0] ?? null };
  return {
    importId,
    hasBefore: true,
    changes: changesBetween(before, after),
    actualIncomeRub: orNull(actualIncome),
    asOf: orNull(asOf),
  };
}

/** A feature that only one block has is missing in the other. */
function changesBetween(before: ClientBlock, after: ClientBlock): ClientChanges['changes'] {
  const [valuesBefore, valuesAfter] = [valuesByFeature(before), valuesByFeature(after)];
  const features = new Set([...valuesAfter.keys(), ...valuesBefore.keys()]);
  return [...features].flatMap((feature) => {
    const change = { before: valuesBefore.get(feature) ?? null, after: valuesAfter.get(feature) ?? null };
    return change.before === change.after ? [] : [{ feature, ...change }];
  });
}

function valuesByFeature(block: ClientBlock): Map<string, FeatureValue> {
  const values = valuesOfRow(block, 0);
  return new Map(block.features.map((feature, column) => [feature, values[column] ?? null]));
}

function orNull<Value>(change: Change<Value>): Change<Value> | null {
  return change.before === change.after ? null : change;
}
