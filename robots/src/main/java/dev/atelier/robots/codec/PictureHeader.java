package dev.atelier.robots.codec;

/** Everything a header says: the shape of the picture and the metadata blocks beside it. */
public record PictureHeader(Probe probe, Blocks blocks) {}
