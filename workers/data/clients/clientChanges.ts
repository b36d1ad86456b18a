import { type ClientBlock, valuesOfRow } from '../../../src/core/clientBlock.ts';
import type { FeatureValue } from '../../../src/core/offers.ts';
import type { Change, ClientChanges } from '../../clients.api.ts';
import type { Office } from '../office.ts';
import { toKnown } from './clientColumns.ts';

/** What changed in a client with an import, against the import that brought the client before; null when it did not bring the client. */
export async function readClientChanges(
  office: Office,
  clientId: string,
  importId: number,
): Promise<ClientChanges | null> {
  const places = office.clients.places(clientId);
  const at = places.findIndex((place) => place.importId === importId);
  const [place, placeBefore] = at < 0 ? [] : places.slice(at, at + 2);
  if (!place) return null;
  if (!placeBefore) return { importId, hasBefore: false, changes: [], actualIncomeRub: null, asOf: null };
  const [after, before] = await Promise.all([
    office.chunks.readRow(place, clientId),
    office.chunks.readRow(placeBefore, clientId),
  ]);
  const actualIncome = { before: toKnown(before.actualIncomes?.[0]), after: toKnown(after.actualIncomes?.[0]) };
  const asOf = { before: before.dates?.[0] ?? null, after: after.dates?.[0] ?? null };
  return {
    ...{ importId, hasBefore: true, changes: changesBetween(before, after) },
    ...{ actualIncomeRub: orNull(actualIncome), asOf: orNull(asOf) },
  };
}

/** A feature that only one of the two has is missing in the other. */
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
