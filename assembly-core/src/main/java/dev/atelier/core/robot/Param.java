package dev.atelier.core.robot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one component of a parameter or configuration record: the only place it is said. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /** One sentence or two for the documentation. */
    String doc();

    /** The name on the wire where it is not the component's in snake case. */
    String name() default "";

    /** Smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** The values a string may have; any when empty. */
    String[] oneOf() default {};

    /** Refused when absent. */
    boolean required() default false;

    /** Regular expression a string must match as a whole; any when empty. */
    String pattern() default "";

    /** The default as the documentation shows it; set by the record's constructor. */
    String fallback() default "";

    /**
     * Known upstream but not here yet: refused when given, unless the value is the {@link
     * #fallback}. The {@link #doc} says why, or what to do instead.
     */
    boolean notYet() default false;

    /** The type as the documentation names it; told by the Java type when empty. */
    String type() default "";

    /** The constructor can judge it with its variables still in it, so it does when created. */
    boolean asWritten() default false;
}
