package dev.atelier.robots.meta;

import dev.atelier.robots.codec.Histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the few colours a picture is made of, most frequent first: the histogram's bins are grouped
 * around up to ten far-apart heavy ones in OkLab by weighted k-means, then what looks alike is
 * merged and what hardly occurs is dropped.
 */
final class DominantColours {
    private static final int MOST = 10;
    private static final int ROUNDS = 8;
    private static final double ALIKE = 0.06;
    private static final double RARE = 0.005;

    private final Histogram.Bins bins;
    private final float[][] lab;

    private DominantColours(Histogram.Bins bins) {
        this.bins = bins;
        this.lab = new float[bins.size()][];
        for (int i = 0; i < lab.length; i++) {
            lab[i] = OkLab.of(bins.red()[i], bins.green()[i], bins.blue()[i]);
        }
    }

    /** At most ten colours as {@code #rrggbb}; none when nothing was counted. */
    static List<String> of(Histogram histogram) {
        Histogram.Bins bins = histogram.bins();
        return bins.size() == 0 ? List.of() : new DominantColours(bins).colours();
    }

    private List<String> colours() {
        float[][] centres = seeds();
        int[] member = new int[lab.length];
        for (int round = 0; round < ROUNDS && assign(centres, member); round++) {
            settle(centres, member);
        }
        List<Group> groups = groups(member, centres.length);
        merge(groups);
        double total = groups.stream().mapToDouble(Group::weight).sum();
        return groups.stream()
                .sorted(
                        Comparator.comparingDouble((Group g) -> -g.weight())
                                .thenComparing(Group::hex))
                .filter(g -> g.weight() >= total * RARE || groups.size() == 1)
                .map(Group::hex)
                .distinct()
                .toList();
    }

    /** The heaviest bin, then always the one whose weight times distance to all so far is most. */
    private float[][] seeds() {
        double[] nearest = new double[lab.length];
        Arrays.fill(nearest, 1);
        List<float[]> found = new ArrayList<>();
        while (found.size() < Math.min(MOST, lab.length)) {
            int best = -1;
            double most = 0;
            for (int i = 0; i < lab.length; i++) {
                double score = nearest[i] * bins.count()[i];
                if (score > most) {
                    most = score;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            float[] chosen = lab[best];
            for (int i = 0; i < lab.length; i++) {
                nearest[i] = Math.min(nearest[i], OkLab.squared(lab[i], chosen));
            }
            found.add(chosen.clone());
        }
        return found.toArray(float[][]::new);
    }

    private boolean assign(float[][] centres, int[] member) {
        boolean changed = false;
        for (int i = 0; i < lab.length; i++) {
            int best = 0;
            double least = Double.MAX_VALUE;
            for (int c = 0; c < centres.length; c++) {
                double distance = OkLab.squared(lab[i], centres[c]);
                if (distance < least) {
                    least = distance;
                    best = c;
                }
            }
            changed |= member[i] != best;
            member[i] = best;
        }
        return changed;
    }

    private void settle(float[][] centres, int[] member) {
        double[][] sums = new double[centres.length][4];
        for (int i = 0; i < lab.length; i++) {
            double[] sum = sums[member[i]];
            int weight = bins.count()[i];
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) lab[i][c] * weight;
            }
            sum[3] += weight;
        }
        for (int k = 0; k < centres.length; k++) {
            for (int c = 0; c < 3 && sums[k][3] > 0; c++) {
                centres[k][c] = (float) (sums[k][c] / sums[k][3]);
            }
        }
    }

    private List<Group> groups(int[] member, int size) {
        Group[] all = new Group[size];
        Arrays.fill(all, Group.EMPTY);
        for (int i = 0; i < lab.length; i++) {
            all[member[i]] =
                    all[member[i]].plus(
                            bins.count()[i], bins.red()[i], bins.green()[i], bins.blue()[i]);
        }
        return new ArrayList<>(Arrays.stream(all).filter(g -> g.weight() > 0).toList());
    }

    private static void merge(List<Group> groups) {
        for (int i = 0; i < groups.size(); i++) {
            for (int k = groups.size() - 1; k > i; k--) {
                Group one = groups.get(i);
                Group two = groups.get(k);
                if (OkLab.squared(one.lab(), two.lab()) < ALIKE * ALIKE) {
                    groups.set(i, one.plus(two.weight(), two.red(), two.green(), two.blue()));
                    groups.remove(k);
                    k = groups.size();
                }
            }
        }
    }

    private record Group(double weight, double red, double green, double blue) {
        static final Group EMPTY = new Group(0, 0, 0, 0);

        Group plus(double more, double r, double g, double b) {
            double sum = weight + more;
            return new Group(
                    sum,
                    (red * weight + r * more) / sum,
                    (green * weight + g * more) / sum,
                    (blue * weight + b * more) / sum);
        }

        float[] lab() {
            return OkLab.of((float) red, (float) green, (float) blue);
        }

        String hex() {
            return ColourPass.hex(
                    (int) Math.round(red) << 16
                            | (int) Math.round(green) << 8
                            | (int) Math.round(blue));
        }
    }
}
