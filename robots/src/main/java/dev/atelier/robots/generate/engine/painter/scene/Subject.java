package dev.atelier.robots.generate.engine.painter.scene;

/** Something a scene shows: what, how many, in which colour, how large and where. */
public record Subject(SubjectKind kind, int count, Tint colour, Size size, Relation relation) {
    public static Subject of(SubjectKind kind) {
        return new Subject(kind, 1, Tint.NATURAL, Size.USUAL, Relation.ANYWHERE);
    }

    public Subject at(Relation place) {
        return new Subject(kind, count, colour, size, place);
    }
}
