package dev.atelier.robots.image.cutout;

/** How much each pixel of a small picture belongs to the subject. */
final class Segmentation {
    private static final int ROUNDS = 5;
    private static final float HOLD = 0.25f;
    private static final float BORDER = 0.06f;
    private static final double SMALLEST_PART = 0.03;

    private final LabPicture picture;
    private final RandomWalk walk;

    Segmentation(LabPicture picture) {
        this.picture = picture;
        this.walk = new RandomWalk(picture);
    }

    /** 0 background, 1 subject. What was transparent is background. */
    float[] run() {
        float[] subject = new float[picture.size()];
        for (int i = 0; i < subject.length; i++) {
            subject[i] = picture.depth(i) < BORDER ? 0 : picture.depth(i);
        }
        var hold = new float[subject.length];
        for (int round = 0; round < ROUNDS; round++) {
            subject = walk.settle(guess(subject, hold, round == 0), hold);
            decide(subject, round == ROUNDS - 1 ? 12 : 4);
        }
        dropIslands(subject);
        fillHoles(subject);
        return subject;
    }

    /** Moves every pixel towards one of both sides. */
    private void decide(float[] subject, float firmly) {
        for (int i = 0; i < subject.length; i++) {
            float sharper = (subject[i] - 0.5f) * firmly + 0.5f;
            subject[i] = Math.clamp(sharper, 0, 1) * picture.opacity()[i];
        }
    }

    private float[] guess(float[] subject, float[] hold, boolean first) {
        var inside = new ColourShares();
        var outside = new ColourShares();
        for (int i = 0; i < subject.length; i++) {
            float x = Math.clamp(subject[i], 0, 1);
            boolean edge = picture.depth(i) < BORDER;
            float visible = picture.opacity()[i];
            inside.add(picture, i, visible * (first ? picture.depth(i) : x));
            outside.add(picture, i, visible * outsideness(x, edge, first));
        }
        inside.smooth();
        outside.smooth();
        var guess = new float[subject.length];
        for (int i = 0; i < guess.length; i++) {
            float in = inside.of(picture, i) + 1e-7f;
            float out = outside.of(picture, i) + 1e-7f;
            float place = 0.4f + 0.25f * picture.depth(i);
            guess[i] = in * place / (in * place + out * (1 - place));
            float sure = Math.abs(2 * guess[i] - 1);
            hold[i] = HOLD * (0.05f + sure);
            if (picture.opacity()[i] < 0.5f) {
                guess[i] = 0;
                hold[i] = 10;
            } else if (picture.depth(i) < 0.02f) {
                hold[i] = Math.max(hold[i], 0.5f * (1 - guess[i]));
            }
        }
        return guess;
    }

    /** The edge of a picture is mostly background, whatever it looks like. */
    private static float outsideness(float x, boolean edge, boolean first) {
        if (first) {
            return edge ? 1 : 0;
        }
        return edge ? Math.max(0.5f, 1 - x) : 1 - x;
    }

    /** Takes away parts of the subject that are small beside the largest. */
    private void dropIslands(float[] subject) {
        var parts = new Parts(picture, i -> subject[i] > 0.02f);
        double least = SMALLEST_PART * parts.largest();
        for (int i = 0; i < subject.length; i++) {
            if (parts.size(i) < least) {
                subject[i] = 0;
            }
        }
    }

    /** What the subject encloses is its own: a background goes on to the edge of the picture. */
    private void fillHoles(float[] subject) {
        var parts = new Parts(picture, i -> subject[i] < 0.98f);
        for (int i = 0; i < subject.length; i++) {
            if (parts.size(i) > 0 && !parts.touchesEdge(i)) {
                subject[i] = picture.opacity()[i];
            }
        }
    }
}
