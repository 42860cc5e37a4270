package dev.atelier.robots.codec.jpeg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The shortest codes for symbols that are used so often, none of them longer than 16 bits and none
 * all ones: T.81, annex K.2.
 */
final class HuffmanCode {
    private static final int LONGEST = 16;
    private static final int MOST_SYMBOLS = 256;

    /** How many codes there are of each length from 1. */
    private final int[] counts = new int[LONGEST];

    private final List<Integer> symbols = new ArrayList<>();
    private final int[] codes = new int[MOST_SYMBOLS];
    private final int[] lengths = new int[MOST_SYMBOLS];

    /** A symbol or two trees under one. */
    private record Tree(long uses, int symbol, List<Tree> halves) {}

    /**
     * @param uses of each symbol
     */
    HuffmanCode(long[] uses) {
        int[] depths = depths(uses);
        int[] ofLength = new int[MOST_SYMBOLS + 2];
        for (int symbol = 0; symbol <= MOST_SYMBOLS; symbol++) {
            ofLength[depths[symbol]]++;
        }
        ofLength[0] = 0;
        shorten(ofLength);
        for (int symbol = 0; symbol < MOST_SYMBOLS; symbol++) {
            if (depths[symbol] > 0) {
                symbols.add(symbol);
            }
        }
        symbols.sort(Comparator.comparingInt(symbol -> depths[symbol]));
        System.arraycopy(ofLength, 1, counts, 0, LONGEST);
        assign();
    }

    /** Of each symbol in the tree, and of one more that nothing uses, which gets the last code. */
    private static int[] depths(long[] uses) {
        var trees =
                new PriorityQueue<Tree>(
                        Comparator.comparingLong(Tree::uses)
                                .thenComparing(Comparator.comparingInt(Tree::symbol).reversed()));
        trees.add(new Tree(0, MOST_SYMBOLS, List.of()));
        for (int symbol = 0; symbol < MOST_SYMBOLS; symbol++) {
            if (uses[symbol] > 0) {
                trees.add(new Tree(uses[symbol], symbol, List.of()));
            }
        }
        while (trees.size() > 1) {
            Tree a = trees.remove();
            Tree b = trees.remove();
            trees.add(new Tree(a.uses() + b.uses(), -1, List.of(a, b)));
        }
        int[] depths = new int[MOST_SYMBOLS + 1];
        descend(trees.remove(), 0, depths);
        return depths;
    }

    private static void descend(Tree tree, int depth, int[] depths) {
        if (tree.halves().isEmpty()) {
            depths[tree.symbol()] = Math.max(1, depth);
        }
        tree.halves().forEach(half -> descend(half, depth + 1, depths));
    }

    /** Two codes that are too long make way under a shorter one, then the last code goes. */
    private static void shorten(int[] ofLength) {
        for (int i = MOST_SYMBOLS + 1; i > LONGEST; i--) {
            while (ofLength[i] > 0) {
                int j = i - 2;
                while (ofLength[j] == 0) {
                    j--;
                }
                ofLength[i] -= 2;
                ofLength[i - 1]++;
                ofLength[j + 1] += 2;
                ofLength[j]--;
            }
        }
        int last = LONGEST;
        while (ofLength[last] == 0) {
            last--;
        }
        ofLength[last]--;
    }

    private void assign() {
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++, code <<= 1) {
            for (int i = 0; i < counts[length - 1]; i++, code++, next++) {
                codes[symbols.get(next)] = code;
                lengths[symbols.get(next)] = length;
            }
        }
    }

    int code(int symbol) {
        return codes[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /**
     * As it stands in a file.
     *
     * @param head of what class it is, and its number
     */
    byte[] table(int head) {
        byte[] out = new byte[1 + LONGEST + symbols.size()];
        out[0] = (byte) head;
        for (int i = 0; i < LONGEST; i++) {
            out[1 + i] = (byte) counts[i];
        }
        for (int i = 0; i < symbols.size(); i++) {
            out[1 + LONGEST + i] = (byte) (int) symbols.get(i);
        }
        return out;
    }
}
