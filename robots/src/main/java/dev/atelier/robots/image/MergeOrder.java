package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** The order in which pictures are joined. */
final class MergeOrder {
    private static final String BETWEEN = "(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])";

    private MergeOrder() {}

    static List<AssemblyFile> of(
            ImageMergeRobot.Params params, List<AssemblyFile> files, RandomGenerator chance) {
        List<AssemblyFile> ordered = new ArrayList<>(files);
        if (params.sortBy() != ImageMergeRobot.SortBy.IMPORT_ORDER) {
            ordered.sort(Comparator.comparing(AssemblyFile::basename, MergeOrder::natural));
        }
        if (params.shuffle()) {
            RandomGenerator random = params.chance(chance);
            for (int i = ordered.size() - 1; i > 0; i--) {
                Collections.swap(ordered, i, random.nextInt(i + 1));
            }
        }
        return List.copyOf(ordered);
    }

    /** Compares names so that {@code p2} comes before {@code p10}. */
    static int natural(String a, String b) {
        String[] left = a.split(BETWEEN, -1);
        String[] right = b.split(BETWEEN, -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("[0-9]+") && right[i].matches("[0-9]+");
            int order =
                    numbers
                            ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
                            : left[i].compareToIgnoreCase(right[i]);
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(left.length, right.length);
        return rest == 0 ? a.compareTo(b) : rest;
    }
}
