package dev.postern.gateway.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Postfix instance as it is configured. */
public record PostfixConfiguration(MainCf main, List<Service> services) {

    /** Copies the list. */
    public PostfixConfiguration {
        services = List.copyOf(services);
    }

    /**
     * Reads it.
     *
     * @param parameters what {@code postconf -x} printed
     * @param written what {@code postconf -n} printed
     * @param services what {@code postconf -Mx} printed
     */
    public static PostfixConfiguration parse(String parameters, String written, String services) {
        MainCf main = MainCf.parse(parameters, written);
        return new PostfixConfiguration(main, Service.parse(services, main));
    }

    /** All values that somebody wrote, those of main.cf in the order of their names and then those of single services. */
    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        main.written().stream()
                .sorted()
                .forEach(name -> settings.add(new Setting(name, main.value(name), List.of(), this)));
        for (Service service : services) {
            service.overrides().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(override ->
                            settings.add(new Setting(override.getKey(), override.getValue(), List.of(service), this)));
        }
        return settings;
    }

    /** The services that run one of these programs. */
    List<Service> running(Set<String> programs) {
        return services.stream()
                .filter(service -> programs.contains(service.command()))
                .toList();
    }
}
