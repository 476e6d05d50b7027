package import JWTConformance
import ReportKit

/// The run as a badge: the faults by severity, how much was asked, or how many let no attacker in.
package struct BadgeReport {
    private let document: RunDocument

    /// Prepares the badge.
    package init(_ document: RunDocument) {
        self.document = document
    }

    private struct Endpoint: Encodable {
        let schemaVersion = 1
        let label: String
        let message: String
        let color: String
    }

    private static let label = "JWT conformance"

    /// What the endpoint of shields.io reads.
    ///
    /// - Throws: an error if a number can't be represented in JSON.
    package func json() throws -> String {
        try JSONText.of(Endpoint(label: Self.label, message: face.message, color: face.name), isPretty: true) + "\n"
    }

    /// The badge itself; its text doesn't depend on colour.
    package var svg: String {
        let face = self.face
        let (left, right) = (Self.width(Self.label), Self.width(face.message))
        return Self.template.render([
            "label": Self.label, "message": face.message, "colour": face.colour, "left": left, "right": right,
            "width": left + right, "labelMiddle": left * 5, "messageMiddle": (left + right / 2) * 10,
            "labelLength": (left - 10) * 10, "messageLength": (right - 10) * 10,
        ])
    }

    private var face: (message: String, name: String, colour: String) {
        let cards = ReportCard.all(in: document)
        let asked = cards.filter { $0.must.of > 0 }
        guard !asked.isEmpty else { return ("not run", "lightgrey", "#6b7480") }
        let breaches = asked.reduce(0) { $0 + $1.breaches.count }
        let breakdowns = asked.reduce(0) { $0 + $1.breakdowns.count }
        let isFull = asked.allSatisfy { $0.must.passed == $0.must.of } && asked.count == cards.count
        var message: String
        if asked.count == 1, cards.count == 1 {
            let card = asked[0]
            let grave = card.faults.filter(\.severity.isBypass)
            message = (grave.isEmpty ? ["nobody gets in"] : [grave.counted]).joined()
            if breakdowns > 0 { message += ", " + breakdowns.counted("breakdown") }
            message += ", \(card.must.passed)/\(card.must.of)"
            if card.asked < card.total { message += " (\(card.coverage))" }
        } else {
            let closed = asked.count(where: \.breaches.isEmpty)
            message =
                "\(closed) of \(cards.count) \(document.kinds == [.sign] ? "sign nothing unsafe" : "let nobody in")"
        }
        if !document.complete { message += " (incomplete)" }
        if breaches + breakdowns > 0 { return (message, "red", "#b3261e") }
        return isFull && document.complete ? (message, "brightgreen", "#1b7a3d") : (message, "yellow", "#8a6100")
    }

    /// About as wide as the text is in Verdana at 11 pixels, with a margin; `textLength` makes up for the rest.
    private static func width(_ text: String) -> Int {
        10 + text.unicodeScalars.reduce(0) { $0 + ("il.,:/| ".unicodeScalars.contains($1) ? 4 : 7) }
    }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKUP}}
        <svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="20" role="img" aria-label="{{label}}: {{message}}">
        <title>{{label}}: {{message}}</title>
        <clipPath id="r"><rect width="{{width}}" height="20" rx="3" fill="#fff"/></clipPath>
        <g clip-path="url(#r)"><rect width="{{left}}" height="20" fill="#444c56"/><rect x="{{left}}" width="{{right}}" height="20" fill="{{colour}}"/></g>
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="110">
        <text x="{{labelMiddle}}" y="140" transform="scale(.1)" textLength="{{labelLength}}">{{label}}</text>
        <text x="{{messageMiddle}}" y="140" transform="scale(.1)" textLength="{{messageLength}}">{{message}}</text>
        </g>
        </svg>

        """
    )
}
