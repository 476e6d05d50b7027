import ReportKit
import Testing

@testable import JWTWorkloads

@Suite struct TextTests {
    @Test(arguments: [(0.4, "0"), (999, "999"), (1_000, "1,000"), (1_234_567.5, "1,234,568")])
    func `thousands are set apart`(value: Double, text: String) {
        #expect(Quantity.grouped(value) == text)
    }

    @Test(arguments: [(1.0049, 2, "1.00"), (0.05, 2, "0.05"), (21.6666, 3, "21.667"), (98.6, 0, "99")])
    func `decimals are rounded and kept`(value: Double, decimals: Int, text: String) {
        #expect(Quantity.fixed(value, decimals: decimals) == text)
    }

    @Test func `columns line up, and a short row runs free`() {
        let table = Table(
            "",
            [.left("name"), .right("count"), .left("more")],
            rows: [["a", "1,000", "x"], ["longer", "no figure, for a reason that is longer than a column"]]
        )
        #expect(
            table.lines == [
                "name  count  more", "a     1,000  x",
                "longer  no figure, for a reason that is longer than a column",
            ]
        )
    }

    @Test func `the first processor speaks for all`() {
        let text =
            "processor\t: 0\nmodel name\t: AMD\nflags\t\t: fpu aes avx2 sha_ni\n\nprocessor\t: 1\nflags\t\t: vaes\n"
        #expect(MachineDescription.cryptographicFeatures(text) == ["aes", "avx2", "sha_ni"])
        #expect(MachineDescription.cryptographicFeatures("").isEmpty)
    }

    @Test func `tampering changes one character of its part`() {
        let token = Array("AAAA.BBBB.CCCC".utf8)
        let changed = TokenPart.allCases.map { String(decoding: $0.tampered(token), as: UTF8.self) }
        #expect(changed == ["AABA.BBBB.CCCC", "AAAA.BBAB.CCCC", "AAAA.BBBB.CCAC"])
        #expect(TokenPart.payload.tampered(Array("A..B".utf8)).isEmpty)
    }
}
