// PDF files in, what veraPDF finds against PDF/UA-1 and PDF/A-3a out: one line a file and profile, then each failed rule.

import java.io.FileInputStream;
import java.util.HashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String path : paths) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A}) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour)) {
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
                    ValidationResult result = validator.validate(parser);
                    Map<String, Integer> rules = new HashMap<>();
                    for (TestAssertion one : result.getTestAssertions()) {
                        if (one.getStatus() == TestAssertion.Status.FAILED) {
                            rules.merge(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + ": " + one.getMessage(), 1, Integer::sum);
                        }
                    }
                    System.out.println(path + ": " + flavour + ": " + result.getTotalAssertions() + " checks, "
                        + rules.values().stream().mapToInt(Integer::intValue).sum() + " failed"
                        + (result.isCompliant() ? "" : ", not compliant"));
                    rules.forEach((rule, times) -> System.out.println("  " + times + " x " + rule));
                    failed += result.isCompliant() ? 0 : 1;
                }
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }
}
