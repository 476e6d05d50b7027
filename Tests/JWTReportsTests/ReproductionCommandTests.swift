import JWTConformance
import Testing

@testable import JWTReports

/// What reports tell a reader to type.
@Suite struct ReproductionCommandTests {
    private let command = ReproductionCommand(
        verifiers: ["exec:a.py [1]": "exec:/home/me/a.py --token=x"],
        vectors: "/home/me/my vectors",
        profile: .strict
    )

    @Test func `on a terminal it's what the user wrote, in a document neither folders nor arguments`() {
        let own = command.explain("a/b", verifier: "exec:a.py [1]")
        #expect(
            own
                == "jwt-assay explain a/b 'exec:/home/me/a.py --token=x' --profile strict --vectors '/home/me/my vectors'"
        )
        let published = command.forDocuments.explain("a/b", verifier: "exec:a.py [1]")
        #expect(published == "jwt-assay explain a/b 'exec:a.py [1]' --profile strict --vectors 'my vectors'")
    }

    @Test func `a run of swift test isn't a verifier that a command could ask`() async {
        let run = ReproductionCommand()
        #expect(run.explain("a/b", verifier: NamedVerifier.swiftTest) == "jwt-assay explain a/b")
        #expect(run.again("a/b", .verify, verifier: NamedVerifier.swiftTest) == "swift test")
    }
}
