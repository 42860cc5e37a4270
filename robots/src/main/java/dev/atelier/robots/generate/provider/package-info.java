/**
 * Providers outside: one class each that knows how it is asked and how it answers, over what they
 * all share. Paying, retries, restarts, permits, budgets and fetching are in {@link
 * dev.atelier.robots.generate.provider.PaidCall} and its neighbours, never in an adapter.
 *
 * <p>To add a provider:
 *
 * <ol>
 *   <li>Write a final class that implements {@link dev.atelier.robots.generate.provider.Adapter}:
 *       base URL, header of the key, {@code terms} (most pictures of one call, form of the mask,
 *       whether it honours a seed), {@code submit} (a request becomes an {@link
 *       dev.atelier.robots.generate.provider.Ask}), {@code submitted} (an answer becomes a {@link
 *       dev.atelier.robots.generate.provider.Reply}) and {@code refusal} (an error becomes a kind).
 *       One that works asynchronously answers {@code Accepted} with a ticket and implements {@code
 *       poll} and {@code polled}. Words, pictures and masks come from the {@link
 *       dev.atelier.robots.generate.provider.Desk}, sizes from {@link
 *       dev.atelier.robots.generate.provider.NativeSizes}. Variant {@code i} of a chunk has the
 *       seed {@code chunk.seed() + i}; a member of an answer that holds a picture in base64 is
 *       named by {@code pictureFields}, and the adapter gets a file.
 *   <li>Add it to {@link dev.atelier.robots.generate.provider.BuiltinProviders}.
 *   <li>In {@code models.json} list it under {@code providers} and give the models it serves a
 *       route with its native id and a price per picture.
 *   <li>Copy its recorded requests to the test resources of this package and extend {@code
 *       BadInputContract}, which brings the drills every provider must pass; add the recorded cases
 *       with {@code assertPaid(0, Fixtures.request(...))}.
 * </ol>
 */
@NullMarked
package dev.atelier.robots.generate.provider;

import org.jspecify.annotations.NullMarked;
