package dev.atelier.robots.codec.jpeg;

/** Where a picture stops being whole. */
final class Flaws {
    private boolean cut;
    private boolean broken;
    private int soundRows = Integer.MAX_VALUE;

    /**
     * @param row of the result that is being decoded
     */
    void cut(int row) {
        cut = true;
        soundRows = Math.min(soundRows, row);
    }

    void broken(int row) {
        broken = true;
        soundRows = Math.min(soundRows, row);
    }

    boolean any() {
        return cut || broken;
    }

    JpegPicture picture(Frame frame, int[] rgb) {
        int height = frame.outHeight();
        boolean grey = frame.components().size() == 1;
        int rows = Math.min(height, soundRows);
        return new JpegPicture(frame.outWidth(), height, grey, rgb, cut, broken, rows);
    }
}
