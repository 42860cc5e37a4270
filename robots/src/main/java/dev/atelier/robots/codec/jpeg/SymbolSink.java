package dev.atelier.robots.codec.jpeg;

/** Takes what a scan is made of: symbols, which get codes, and bits, which stay as they are. */
interface SymbolSink {
    /**
     * @param table 0 or 1 for means of blocks, 2 or 3 for other coefficients
     */
    void symbol(int table, int symbol);

    void bits(int value, int count);

    /** Counts the symbols of each table. */
    final class Counter implements SymbolSink {
        final long[][] uses = new long[4][256];

        @Override
        public void symbol(int table, int symbol) {
            uses[table][symbol]++;
        }

        @Override
        public void bits(int value, int count) {}

        boolean used(int table) {
            for (long each : uses[table]) {
                if (each > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
