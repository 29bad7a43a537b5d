"""The help in Dutch, by the English text that stands with each command, argument and option."""

from collections.abc import Mapping

DUTCH: Mapping[str, str] = {
    "May this training or advice be subsidised under the Flemish kmo-portefeuille, and why?": (
        "Mag deze opleiding of dit advies gesteund worden met de kmo-portefeuille, en waarom?"
    ),
    "Give the outcome for every service, application and listing request in the facts.": (
        "Geeft de uitkomst voor elke dienst, steunaanvraag en aanvraag tot opname in de feiten."
    ),
    "Explain the outcome for one subject: every ground with its quote, and why no other outcome holds.": (
        "Legt de uitkomst voor één onderwerp uit: elke grond met zijn citaat, en waarom er geen andere uitkomst is."
    ),
    "Answer a goal: for which values of its variables it holds.": (
        "Beantwoordt een vraag: voor welke waarden van haar veranderlijken ze klopt."
    ),
    "Show what a fact may say: all predicates with their sentences, or one with its values and sources.": (
        "Toont wat een feit mag zeggen: alle predicaten met hun zinnen, of één met zijn waarden en bronnen."
    ),
    "Check the policy: its rules, its quotes, its tables. Exit code 1 where something is wrong.": (
        "Kijkt het beleid na: de regels, de citaten, de tabellen. Uitgangscode 1 als er iets niet klopt."
    ),
    "Test the policy by its scenarios: dossiers that say what must come of them. Exit code 1 where one does not hold.": (
        "Beproeft het beleid met zijn scenario’s: dossiers die zeggen wat eruit moet komen. Uitgangscode 1 als dat niet zo is."
    ),
    "Scenarios, or folders of them. Default: those of the policy.": (
        "Scenario’s, of mappen ermee. Standaard: die van het beleid."
    ),
    "Alter the policy in every small way, and list what no scenario notices.": (
        "Schrijf het beleid telkens op één plaats anders, en som op wat geen scenario opmerkt."
    ),
    "Show what differs, then expect what was found: in the files themselves.": (
        "Toon wat verschilt, en verwacht dan wat gevonden is: in de bestanden zelf."
    ),
    "Show what covers each sentence of the sources, and which rules the scenarios reach. Exit code 1 where nothing covers one.": (
        "Toont wat elke zin van de bronnen dekt, en welke regels de scenario’s raken. Uitgangscode 1 als niets over een zin gaat."
    ),
    "Lay out the rules and tables of a policy in the one way. What they say does not change, nor does any prose.": (
        "Zet de regels en tabellen van een beleid in hun ene opmaak. Wat ze zeggen verandert niet, en gewone tekst evenmin."
    ),
    "Write a policy, a scenario or a dossier to start from, with what to fill in. Nothing is ever overwritten.": (
        "Schrijft een beleid, een scenario of een dossier om van te vertrekken, met wat in te vullen is. Overschrijft nooit iets."
    ),
    "Serve an editor over standard input and output (Language Server Protocol). The editor starts it, not you.": (
        "Staat een editor bij via standaardinvoer en -uitvoer (Language Server Protocol). De editor start dit, niet u."
    ),
    "policy, scenario or dossier.": "policy (een beleid), scenario of dossier.",
    "What to call it, or where to put it. Scenarios go with their policy.": (
        "Hoe het heet, of waar het komt. Een scenario komt bij zijn beleid."
    ),
    "Dossiers or folders of them, folders of tables, a database, or -; each its own world.": (
        "Dossiers of mappen ervan, mappen met tabellen, een databank, of -; elk staat op zichzelf."
    ),
    "Dossiers, folders of tables, a database, or - for standard input; each its own world.": (
        "Dossiers, mappen met tabellen, een databank, of - voor de standaardinvoer; elk staat op zichzelf."
    ),
    "What decides. Default: duckdb for Parquet, a database or much CSV.": (
        "Wat beslist. Standaard: duckdb bij Parquet, een databank of veel CSV."
    ),
    "With spark: the cluster, as in spark://server:7077.": "Met spark: het cluster, zoals spark://server:7077.",
    "With duckdb: how much memory at most, as in 4GB.": "Met duckdb: hoeveel geheugen hoogstens, zoals 4GB.",
    "With duckdb: where bad rows go; what they touch is not decided.": (
        "Met duckdb: waar slechte rijen heen gaan; wat ze raken, wordt niet beslist."
    ),
    "A dossier (YAML or JSON), a folder of CSV tables, or - for standard input.": (
        "Een dossier (YAML of JSON), een map met CSV-tabellen, of - voor de standaardinvoer."
    ),
    "The id of a service, application or listing request.": (
        "De naam van een dienst, steunaanvraag of aanvraag tot opname in de feiten."
    ),
    "An atom with variables: 'fits_theme(Service, Theme)'.": (
        "Een predicaat met veranderlijken: 'fits_theme(Service, Theme)'."
    ),
    "One predicate, in depth.": "Eén predicaat, in detail.",
    "The registers must have its year. Default: today.": "De registers moeten het jaar ervan hebben. Standaard: vandaag.",
    "Show the page of one code, such as K202, and check nothing.": (
        "Toon de bladzijde van één code, zoals K202, en kijk niets na."
    ),
    "The policy's folder, as --policy gives it; or a file in it.": (
        "De map van het beleid, zoals bij --policy; of een bestand daarin."
    ),
    "Only this one; service:ID where two have one id.": "Enkel dit ene; service:ID als er twee met één naam zijn.",
    "How to print.": "Hoe het wordt afgedrukt.",
    "Tell the outcome of one subject by the exit code as well.": (
        "Zegt de uitkomst voor één onderwerp ook met de uitgangscode."
    ),
    "Open everything: the rules that were tried, each fact again.": (
        "Opent alles: de regels die werden geprobeerd, elk feit telkens opnieuw."
    ),
    "Read the text another way. May be given several times.": (
        "Leest de tekst op een andere manier. Mag meermaals worden gegeven."
    ),
    "The reference date of services that have none: 2024-03-01.": (
        "De peildatum van diensten die er zelf geen hebben: 2024-03-01."
    ),
    "The policy's folder. Default: the nearest one upwards, else the shipped one.": (
        "De map van het beleid. Standaard: de dichtstbijzijnde map hogerop, anders het meegeleverde beleid."
    ),
    "The language. Default: nl, or KMOPOLICY_LANG.": "De taal. Standaard: nl, of KMOPOLICY_LANG.",
    "Write to a file, whole or not at all, instead of standard output.": (
        "Schrijft naar een bestand, in zijn geheel of niet, in plaats van naar de standaarduitvoer."
    ),
    "Pages, or folders of them. Default: the policy.": "Pagina's, of mappen ervan. Standaard: het beleid.",
    "Change nothing: list what would change. Exit code 1 where anything would.": (
        "Wijzigt niets: somt op wat zou wijzigen. Uitgangscode 1 als er iets zou wijzigen."
    ),
    "Change nothing: show what would change, line by line.": "Wijzigt niets: toont wat zou wijzigen, regel per regel.",
    "Prove what must hold for every possible service, or show the smallest counterexample. Exit code 1 where one fails.": (
        "Bewijst wat voor elke mogelijke dienst moet gelden, of toont het kleinste tegenvoorbeeld. "
        "Uitgangscode 1 als iets niet geldt."
    ),
    "Show what differs between two policies for every possible service: each pair of outcomes by its smallest dossier.": (
        "Toont wat voor elke mogelijke dienst verschilt tussen twee beleiden: elk paar uitkomsten met het kleinste dossier."
    ),
    "What to hold against it: a folder, a revision or a reading as well.": (
        "Wat ermee wordt vergeleken: eveneens een map, een versie of een lezing."
    ),
    "Explain in full, not only the grounds.": "Legt alles uit, niet enkel de gronden.",
    "Keep each counterexample in the policy's scenarios, to be answered there.": (
        "Bewaart elk tegenvoorbeeld bij de scenario's van het beleid, om het daar te beantwoorden."
    ),
    "A folder, a revision that git knows (HEAD~1) of the policy's folder, or a reading of it (NAME=OPTION).": (
        "Een map, een revisie van de map van het beleid die git kent (HEAD~1), of een lezing ervan (NAAM=OPTIE)."
    ),
    "Show which services of the facts get another outcome: from what to what, by which rule and sentence, with examples.": (
        "Toont welke diensten uit de feiten een andere uitkomst krijgen: van wat naar wat, door welke regel en zin, en "
        "voorbeelden."
    ),
    "Name everyone, and explain in full, not only the grounds.": "Noemt iedereen, en legt alles uit, niet enkel de gronden.",
    "The reference date for OLD, instead of --date.": "De peildatum voor OLD, in plaats van --date.",
    "The reference date for NEW, instead of --date.": "De peildatum voor NEW, in plaats van --date.",
    "Tell by exit code 1 that the two differ.": "Zegt met uitgangscode 1 dat de twee verschillen.",
    "Show the smallest sets of changes of the facts that lead to another outcome. Exit code 1 where there are none.": (
        "Toont de kleinste reeksen wijzigingen van de feiten die tot een andere uitkomst leiden. Uitgangscode 1 als er geen zijn."
    ),
    "The outcome that is asked for.": "De uitkomst die gevraagd wordt.",
    "How many changes together at most: 1 to 6.": "Hoeveel wijzigingen samen hoogstens: 1 tot 6.",
    "Show every way, and name every value that would do.": "Toont elke manier, en noemt elke waarde die volstaat.",
    "Ask what is still to be known, the question that narrows most first, until the outcome is certain.": (
        "Vraagt wat nog bekend moet worden, eerst wat het meeste verschil maakt, tot de uitkomst vaststaat."
    ),
    "How to print. With json nothing is asked: one step is told, for another front end.": (
        "Hoe het wordt afgedrukt. Met json wordt niets gevraagd: één stap wordt verteld, voor een ander programma."
    ),
    "Tell every question, and name every value.": "Noemt elke vraag, en elke waarde.",
    "A question of which all is stated. May be given several times.": (
        "Een vraag waarover alles genoteerd is. Mag meermaals worden gegeven."
    ),
    "A question that nobody can answer. May be given several times.": (
        "Een vraag die niemand kan beantwoorden. Mag meermaals worden gegeven."
    ),
    "Where the completed dossier goes, or the step. Default: beside the input under a new name, or standard output.": (
        "Waar het aangevulde dossier komt, of de stap. Standaard: naast het dossier met een nieuwe naam, of standaarduitvoer."
    ),
    "Write the policy in another language, each rule with its text, citation and quote above what it became.": (
        "Schrijft het beleid in een andere taal, elke regel met haar tekst, bron en citaat boven wat ze geworden is."
    ),
    "What to write it in.": "Waarin het geschreven wordt.",
    "Whose SQL. Default: duckdb.": "Welk SQL. Standaard: duckdb.",
    "Verify an explanation: all that it claims, by a small checker of its own. Exit code 1 where it does not stand.": (
        "Gaat een uitleg na: alles wat ze beweert, door een klein programma apart. Uitgangscode 1 als ze geen stand houdt."
    ),
    "What kmopolicy explain --format json wrote, or - for standard input.": (
        "Wat kmopolicy explain --format json schreef, of - voor standaardinvoer."
    ),
    "The dossier that it must be about. Default: only the facts it carries.": (
        "Het dossier waarover ze moet gaan. Standaard: enkel de feiten in de uitleg zelf."
    ),
    "Let warnings count as well.": "Laat ook waarschuwingen meetellen.",
    "Print a JSON Schema of dossiers instead, for editors.": "Drukt een JSON Schema van dossiers af, voor editors.",
    "Show the version and exit.": "Toont de versie.",
    "Show this message and exit.": "Toont deze hulp.",
    "Install completion for the current shell.": "Installeert het aanvullen van opdrachten in deze shell.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Toont wat het aanvullen in deze shell regelt, om het zelf te installeren."
    ),
}
