package dev.atelier.server.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/** Finds the name somebody probably meant. */
final class Nearest {
    private Nearest() {}

    static String to(String name, Collection<String> candidates) {
        return Collections.min(
                candidates, Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** How many characters must be added, dropped or replaced. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
