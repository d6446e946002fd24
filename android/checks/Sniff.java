// Does a class call what Android of the signature's level does not have? Run by Mill's `checks.api`:
// SIGNATURE, known class path, allow-list, then the folders to check. Prints each call; exit code 1.
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.PrintWriterLogger;

public class Sniff {
    public static void main(String[] args) throws Exception {
        Set<String> known = new HashSet<>();
        for (String place : args[1].split(File.pathSeparator)) {
            if (!place.isEmpty()) add(known, new File(place));
        }
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            String name = line.replaceAll("#.*", "").strip();
            if (!name.isEmpty()) known.add(name);
        }
        SignatureChecker checker = new SignatureChecker(new FileInputStream(args[0]), known, new PrintWriterLogger(System.out));
        checker.setSourcePath(List.of());
        for (int i = 3; i < args.length; i++) checker.process(new File(args[i]));
        System.exit(checker.isSignatureBroken() ? 1 : 0);
    }

    /** Everything on the app's own class path is not a platform class. */
    private static void add(Set<String> known, File place) throws Exception {
        if (place.isDirectory()) {
            Path root = place.toPath();
            try (var files = Files.walk(root)) {
                files.filter(f -> f.toString().endsWith(".class")).forEach(f -> known.add(name(root.relativize(f).toString())));
            }
        } else if (place.exists()) {
            try (JarFile jar = new JarFile(place)) {
                jar.stream().filter(e -> e.getName().endsWith(".class")).forEach(e -> known.add(name(e.getName())));
            }
        }
    }

    private static String name(String file) {
        return file.replaceAll("\\.class$", "");
    }
}
