package dev.tocsin.benchmarks.speed;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the time of one thread went to, as shares of it.
///
/// @param running on a processor, by part
/// @param waiting for the broker or for work, by part
/// @param methods those in which it was found running most often, the first ones
public record Profile(Map<Part, Double> running, Map<Part, Double> waiting, List<Method> methods) {

    private static final int MOST_METHODS = 20;

    public record Method(String name, double share) {}

    /// Gathers what was seen of the thread.
    public static final class Sampling {

        private final Map<Part, Double> running = new EnumMap<>(Part.class);
        private final Map<Part, Double> waiting = new EnumMap<>(Part.class);
        private final Map<String, Double> methods = new HashMap<>();

        /// @param frames the innermost first
        public void ran(List<String> frames, double millis) {
            running.merge(Part.of(frames), millis, Double::sum);
            frames.stream().findFirst().ifPresent(method -> methods.merge(method, millis, Double::sum));
        }

        public void waited(List<String> frames, double millis) {
            waiting.merge(Part.of(frames), millis, Double::sum);
        }

        /// @param millis that it lasted
        public Profile over(double millis) {
            var top = methods.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .limit(MOST_METHODS)
                    .map(method -> new Method(method.getKey(), method.getValue() / millis))
                    .toList();
            return new Profile(shares(running, millis), shares(waiting, millis), top);
        }

        private static Map<Part, Double> shares(Map<Part, Double> millis, double of) {
            var shares = new EnumMap<Part, Double>(Part.class);
            millis.forEach((part, spent) -> shares.put(part, spent / of));
            return shares;
        }
    }
}
