/** Whether another remedy of the same lane is being carried out: see `lane` in the plug of a remedy. */
export const isLaneTaken = (error: unknown): boolean =>
  isUniqueViolation(error) && error instanceof Error && 'constraint' in error && error.constraint === 'remedies_lane';

/** Whether the database refused a second row under a unique key: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  // From the driver itself, or through Prisma's typed client.
  if (error.code === '23505' || error.code === 'P2002') return true;
  // Raw statements come as P2010 with PostgreSQL's own code inside.
  return error.code === 'P2010' && JSON.stringify('meta' in error ? error.meta : null).includes('23505');
}
