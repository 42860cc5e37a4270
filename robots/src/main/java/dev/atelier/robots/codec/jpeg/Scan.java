package dev.atelier.robots.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * A scan header: T.81, B.2.3.
 *
 * @param first stored coefficient of the scan
 * @param last stored coefficient of the scan
 * @param high 0 in the first scan of these coefficients
 * @param low bits that later scans bring
 * @param dataAt where the entropy-coded data starts
 */
record Scan(List<Component> components, int first, int last, int high, int low, int dataAt) {

    static Scan read(Segment in, Frame frame, Tables tables) throws JpegException {
        int count = in.u8();
        var components = new ArrayList<Component>();
        for (int i = 0; i < count; i++) {
            int id = in.u8();
            int selectors = in.u8();
            for (Component c : frame.components()) {
                if (c.id == id && !components.contains(c)) {
                    tables.assign(c, selectors);
                    components.add(c);
                    break;
                }
            }
        }
        int first = in.u8();
        int last = in.u8();
        int bits = in.u8();
        if (count == 0 || components.size() != count) {
            throw new JpegException("a scan names channels that there are not");
        }
        var scan = new Scan(components, first, last, bits >> 4, bits & 15, in.end());
        scan.check(frame.progressive());
        return scan;
    }

    private void check(boolean progressive) throws JpegException {
        boolean dc = !progressive || first == 0;
        boolean ac = !progressive || first > 0;
        if (progressive) {
            boolean range = first == 0 ? last == 0 : last >= first && last < 64;
            if (!range || (first > 0 && components.size() > 1) || low > 13) {
                throw new JpegException("a scan has no sound range");
            }
        }
        for (Component c : components) {
            if ((dc && high == 0 && c.dc == null) || (ac && c.ac == null)) {
                throw new JpegException("a Huffman table is missing");
            }
        }
    }

    /** Whether the scan goes block by block through a single channel. */
    boolean single() {
        return components.size() == 1;
    }
}
