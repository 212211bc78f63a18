/** The left edge and the width of a column, in points. */
interface Column {
  readonly x: number;
  readonly width: number;
}

/**
 * Returns equal columns side by side in the middle of a room, the first on the right: in both languages, so that both
 * names of a person or an issuer are in one column.
 */
export function columnsFromRight(
  room: { readonly x: number; readonly width: number; readonly gap: number },
  count: number,
  maxWidth: number,
): Column[] {
  const available = (room.width - room.gap * (count - 1)) / Math.max(1, count);
  const width = Math.min(maxWidth, available);
  const left = room.x + (room.width - width * count - room.gap * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => ({
    x: left + (count - 1 - index) * (width + room.gap),
    width,
  }));
}
