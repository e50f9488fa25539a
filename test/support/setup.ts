/** Runs once before all tests. Store and flow tests find their database server through this. */
export async function setup(): Promise<void> {}
