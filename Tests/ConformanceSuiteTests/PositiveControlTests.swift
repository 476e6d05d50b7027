import FoundationEssentials
import JWTConformance
import Testing

/// The file of the positive controls, against the corpus that it's about.
@Suite struct PositiveControlTests {
    private let list: ControlList

    init() throws {
        let path = "\(CorpusLocation.sourceDirectory)/controls.json"
        list = try ControlList(json: Array(try #require(FileManager.default.contents(atPath: path))))
    }

    @Test func `every control names vectors of the corpus`() throws {
        let corpus = try Corpus(directory: CorpusLocation.sourceDirectory)
        for control in list.controls {
            for sign in control.signs {
                let vector = try #require(corpus[sign.vector], "\(control.id): \(sign.vector)")
                #expect(vector.expectation.demandsRefusal, "\(control.id): \(sign.vector)")
            }
            #expect(!control.accepted.isEmpty, "\(control.id) has nothing that both releases accept")
            for id in control.accepted { #expect(corpus[id] != nil, "\(control.id): \(id)") }
        }
    }

    @Test func `every control was shown by the vectors that it names`() throws {
        for control in list.controls {
            let result = try #require(control.result, "\(control.id) was never run; scripts/controls --record does")
            #expect(result.isShown, "\(control.id)")
            #expect(Set(result.vulnerable.keys) == Set(control.vectors), "\(control.id)")
            #expect(Set(result.fixed.keys) == Set(control.vectors), "\(control.id)")
        }
    }
}

extension JWTConformance.Expectation {
    /// Whether a verifier has to refuse, or a strict one has.
    fileprivate var demandsRefusal: Bool {
        switch self {
        case .reject, .either(_, _, .some(.reject)): true
        default: false
        }
    }
}
