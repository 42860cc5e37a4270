package dev.atelier.robots.generate.engine.fill;

import java.util.Arrays;

/** The pixels a front is about to reach, earliest first; equal times go by pixel number. */
final class Front {
    private long[] heap = new long[256];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Times are never negative, so that their bits sort like the numbers. */
    void add(float time, int pixel) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        long entry = ((long) Float.floatToIntBits(time) << 32) | pixel;
        int child = size++;
        while (child > 0 && heap[(child - 1) / 2] > entry) {
            heap[child] = heap[(child - 1) / 2];
            child = (child - 1) / 2;
        }
        heap[child] = entry;
    }

    int poll() {
        int first = (int) heap[0];
        long last = heap[--size];
        int parent = 0;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
            if (heap[child] >= last) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = last;
        return first;
    }
}
