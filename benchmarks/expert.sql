-- The same question as `kmopolicy decide` answers, for services and under the default readings, written by hand for one purpose:
-- to be fast on these tables. One aggregation per table that can have several rows of a service, then one join. It checks no row,
-- and of a ground it tells the sentence, not the rule, of which it has none.
-- Parameters: $folder, and $day for services without a reference date.
CREATE OR REPLACE TEMP TABLE expert AS
WITH
excluded_activity(activity, number) AS (
    VALUES
        ('shiatsu', 'U01'), ('mindfulness', 'U02'), ('reflexologie', 'U03'), ('astrologie', 'U04'), ('bachbloesemtherapie', 'U05'),
        ('sjamanisme', 'U06'), ('verbeteren_fysieke_en_mentale_gezondheid', 'U07'), ('jungiaanse_psychoanalyse', 'U08'),
        ('neuro_linguistic_programming', 'U09'), ('levenscoaching', 'U10'), ('bewegingstherapie', 'U11'), ('afnemen_examen', 'U12'),
        ('examenbegeleiding', 'U12'), ('meridianen_en_elementenleer', 'U13'), ('pendelen', 'U14'), ('kaartleggen', 'U15'),
        ('hypnose', 'U16'), ('therapie_rond_dierengedrag', 'U17'), ('rijbewijs_am', 'U18'), ('rijbewijs_a', 'U18'),
        ('rijbewijs_b', 'U18'), ('bewijs_vliegtuig_of_helikopterpiloot', 'U19'), ('vaarbewijs_of_brevet', 'U20'),
        ('teambuilding', 'U22'), ('netwerksessies', 'U23'), ('wandelcoaching_of_therapie', 'U24'), ('studiereizen_of_retraites', 'U25')),
link AS (
    SELECT service, bit_or(theme) FILTER (verdict = 'ja') AS ja, bit_or(theme) FILTER (verdict = 'nee') AS nee,
        bit_or(theme) FILTER (verdict = 'twijfel') AS twijfel
    FROM (SELECT service, verdict, CASE theme
        WHEN 'bedrijfsstrategie' THEN 1 WHEN 'beroepsspecifieke_competenties' THEN 2 WHEN 'digitalisering' THEN 4
        WHEN 'duurzaamheid' THEN 8 WHEN 'financiele_geletterdheid' THEN 16 WHEN 'innovatie' THEN 32
        WHEN 'internationalisering' THEN 64 WHEN 'personeelsmanagement' THEN 128 END AS theme
        FROM read_parquet($folder || '/linked_to_theme.parquet'))
    GROUP BY service),
topic AS (
    SELECT service, bit_or(topic) FILTER (verdict = 'ja') AS ja, bit_or(topic) FILTER (verdict = 'nee') AS nee,
        bit_or(topic) FILTER (verdict = 'twijfel') AS twijfel
    FROM (SELECT service, verdict, CASE topic
        WHEN 'afvalpreventie_en_efficiente_afvalverwerking' THEN 1 WHEN 'vermindering_uitstoot_broeikasgassen' THEN 2
        WHEN 'efficient_materiaalgebruik' THEN 4 WHEN 'energie_efficientie_en_alternatieve_energiebronnen' THEN 8
        WHEN 'recyclage' THEN 16 WHEN 'water_en_luchtzuivering' THEN 32
        WHEN 'boekhouding' THEN 64 WHEN 'facturatie' THEN 128 WHEN 'fiscaliteit' THEN 256
        WHEN 'arbeidsorganisatie_en_bedrijfsprocessen' THEN 512 WHEN 'competentiebeleid' THEN 1024
        WHEN 'diversiteit_en_non_discriminatiebeleid' THEN 2048 WHEN 'evaluatie_en_functioneringsbeleid' THEN 4096
        WHEN 'personeelsplanning' THEN 8192 WHEN 'sociale_wetgeving' THEN 16384 END AS topic
        FROM read_parquet($folder || '/concerns_topic.parquet'))
    GROUP BY service),
aim AS (
    SELECT service,
        list(activity ORDER BY activity) FILTER (verdict = 'ja' AND number IS NOT NULL) AS ja,
        list(activity ORDER BY activity) FILTER (verdict = 'twijfel' AND number IS NOT NULL) AS twijfel,
        list(activity ORDER BY activity) FILTER (verdict IN ('ja', 'twijfel') AND activity IN ('rijbewijs_a1', 'rijbewijs_a2')) AS licence,
        bool_or(activity = 'verbeteren_fysieke_en_mentale_gezondheid') FILTER (verdict = 'ja') AS health
    FROM read_parquet($folder || '/aimed_at.parquet') LEFT JOIN excluded_activity USING (activity)
    GROUP BY service),
target AS (
    SELECT service, bool_or(since IS NOT NULL AND since <= date) AS recognised, bool_or(since IS NULL OR since > date) AS others
    FROM read_parquet($folder || '/target_group.parquet')
    LEFT JOIN (SELECT service, date FROM read_parquet($folder || '/reference_date.parquet')) USING (service)
    LEFT JOIN (VALUES
        ('arts', DATE '0001-01-01'), ('tandarts', DATE '0001-01-01'), ('apotheker', DATE '0001-01-01'),
        ('kinesitherapeut', DATE '0001-01-01'), ('verpleegkundige', DATE '0001-01-01'), ('vroedvrouw', DATE '0001-01-01'),
        ('hulpverlener_ambulancier', DATE '0001-01-01'), ('klinisch_psycholoog', DATE '0001-01-01'),
        ('klinisch_orthopedagoog', DATE '0001-01-01'), ('zorgkundige', DATE '0001-01-01'),
        ('ambulancier_niet_dringend_patientenvervoer', DATE '0001-01-01'), ('audioloog', DATE '0001-01-01'),
        ('audicien', DATE '0001-01-01'), ('dietist', DATE '0001-01-01'), ('ergotherapeut', DATE '0001-01-01'),
        ('farmaceutisch_technisch_assistent', DATE '0001-01-01'), ('logopedist', DATE '0001-01-01'),
        ('medisch_laboratorium_technoloog', DATE '0001-01-01'), ('mondhygienist', DATE '0001-01-01'),
        ('orthopedisch_technoloog', DATE '0001-01-01'), ('orthoptist', DATE '0001-01-01'), ('optometrist', DATE '2024-02-15'),
        ('podoloog', DATE '0001-01-01'), ('technoloog_medische_beeldvorming', DATE '0001-01-01'),
        ('praktijkassistent', DATE '2024-01-01'), ('homeopaat', DATE '0001-01-01'), ('chiropractor', DATE '0001-01-01'),
        ('osteopaat', DATE '0001-01-01'), ('acupuncturist', DATE '0001-01-01')
        ) AS recognised(profession, since) USING (profession)
    GROUP BY service),
fee AS (
    SELECT service, bool_or(fee IN ('abonnementsgeld', 'lidgeld')) AS recurring
    FROM read_parquet($folder || '/charged_as.parquet') GROUP BY service),
interest AS (
    SELECT service, list(interest ORDER BY interest) FILTER (verdict = 'ja') AS ja,
        list(interest ORDER BY interest) FILTER (verdict = 'twijfel') AS twijfel
    FROM read_parquet($folder || '/contrary_to.parquet') GROUP BY service),
advice AS (
    SELECT service, bool_or(addressee = 'vlaio' AND advice = 'ongunstig') AS adverse
    FROM read_parquet($folder || '/quality_chamber_advice.parquet') GROUP BY service),
register AS (SELECT provider, list(kind) AS kinds FROM read_parquet($folder || '/registered.parquet') GROUP BY provider),
facts AS (
    SELECT s.service, s.kind, o.provider,
        o.provider IS NOT NULL AND NOT coalesce(list_contains(r.kinds, s.kind), false) AS unregistered,
        coalesce(link.ja, 0) AS linked, coalesce(link.nee, 0) AS unlinked, coalesce(link.twijfel, 0) AS link_doubt,
        coalesce(topic.ja, 0) AS topics, coalesce(topic.nee, 0) AS topics_out, coalesce(topic.twijfel, 0) AS topics_doubt,
        g.verdict AS general, c.verdict AS content, coalesce(fee.recurring, false) AS recurring,
        l.date <= d.date AND NOT coalesce(x.date <= d.date, false) AS listed,
        aim.ja AS aims, aim.twijfel AS aims_doubt, aim.licence AS licence, coalesce(aim.health, false) AS health,
        coalesce(target.recognised, false) AS recognised, coalesce(target.others, false) OR w.service IS NOT NULL AS others,
        interest.ja AS interests, interest.twijfel AS interests_doubt, coalesce(advice.adverse, false) AS adverse
    FROM read_parquet($folder || '/kind.parquet') AS s
    LEFT JOIN read_parquet($folder || '/reference_date.parquet') AS d USING (service)
    LEFT JOIN read_parquet($folder || '/offered_by.parquet') AS o USING (service)
    LEFT JOIN register AS r ON r.provider = o.provider
    LEFT JOIN link ON link.service = s.service
    LEFT JOIN topic ON topic.service = s.service
    LEFT JOIN read_parquet($folder || '/serves_general_functioning.parquet') AS g ON g.service = s.service
    LEFT JOIN read_parquet($folder || '/content_known_in_advance.parquet') AS c ON c.service = s.service
    LEFT JOIN fee ON fee.service = s.service
    LEFT JOIN read_parquet($folder || '/listed.parquet') AS l ON l.service = s.service
    LEFT JOIN read_parquet($folder || '/delisted.parquet') AS x ON x.service = s.service
    LEFT JOIN aim ON aim.service = s.service
    LEFT JOIN target ON target.service = s.service
    LEFT JOIN read_parquet($folder || '/open_to_others.parquet') AS w ON w.service = s.service
    LEFT JOIN interest ON interest.service = s.service
    LEFT JOIN advice ON advice.service = s.service),
themes AS (
    SELECT *,
        -- Which themes fit: the four without topics, those with a topic that fits, and what is on the list.
        (linked & (1 | 4 | 32 | 64)) | CASE WHEN topics & 63 <> 0 THEN linked & 8 ELSE 0 END
            | CASE WHEN topics & 448 <> 0 THEN linked & 16 ELSE 0 END
            | CASE WHEN topics & 32256 <> 0 AND general = 'ja' THEN linked & 128 ELSE 0 END
            | CASE WHEN listed THEN linked & 2 ELSE 0 END AS fits,
        unlinked | CASE WHEN topics_out & 63 = 63 THEN 8 ELSE 0 END | CASE WHEN topics_out & 448 = 448 THEN 16 ELSE 0 END
            | CASE WHEN topics_out & 32256 = 32256 OR general = 'nee' THEN 128 ELSE 0 END
            | CASE WHEN listed THEN 0 ELSE 2 END AS ruled_out,
        recognised AND NOT others AS wholly, recognised AND others AS mixed
    FROM facts),
doubts AS (
    SELECT *,
        CASE WHEN topics_doubt & 63 <> 0 AND topics & 63 = 0 THEN linked & 8 ELSE 0 END
            | CASE WHEN topics_doubt & 448 <> 0 AND topics & 448 = 0 THEN linked & 16 ELSE 0 END
            | CASE WHEN (topics_doubt & 32256 <> 0 AND topics & 32256 = 0) OR general = 'twijfel' THEN linked & 128 & ~ruled_out ELSE 0 END
            | (link_doubt & ~ruled_out) AS in_doubt,
        CASE WHEN wholly OR mixed THEN list_filter(aims, lambda a: a <> 'verbeteren_fysieke_en_mentale_gezondheid') ELSE aims END AS excluded,
        CASE WHEN wholly THEN list_filter(aims_doubt, lambda a: a <> 'verbeteren_fysieke_en_mentale_gezondheid') ELSE aims_doubt END
            AS doubtful,
        health AND mixed AS mixed_audience
    FROM themes),
outcomes AS (
    SELECT *, CASE
        WHEN len(excluded) > 0 OR (content = 'nee' AND recurring) OR len(interests) > 0 OR unregistered OR ruled_out = 255
            THEN 'niet_subsidieerbaar'
        WHEN len(doubtful) > 0 OR mixed_audience OR len(licence) > 0 OR (content = 'twijfel' AND recurring)
            OR len(interests_doubt) > 0 OR adverse THEN 'voor_te_leggen'
        WHEN fits <> 0 THEN 'subsidieerbaar'
        WHEN in_doubt <> 0 THEN 'voor_te_leggen'
        ELSE 'onvoldoende_gegevens' END AS outcome
    FROM doubts),
names AS (
    SELECT *, list_transform(themes, lambda t: {'ground': 'fits_theme', 'values': [t], 'sentence': CASE t
            WHEN 'bedrijfsstrategie' THEN 'S03' WHEN 'beroepsspecifieke_competenties' THEN 'S04' WHEN 'digitalisering' THEN 'S05'
            WHEN 'duurzaamheid' THEN 'S06' WHEN 'financiele_geletterdheid' THEN 'S07' WHEN 'innovatie' THEN 'S08'
            WHEN 'internationalisering' THEN 'S09' ELSE 'S10' END}) AS fitting,
        list_transform(themes, lambda t: {'ground': 'open_theme', 'values': [t], 'sentence': 'S12'}) AS open
    FROM (SELECT m.range AS mask, list_filter([
        CASE WHEN m.range & 1 <> 0 THEN 'bedrijfsstrategie' END, CASE WHEN m.range & 2 <> 0 THEN 'beroepsspecifieke_competenties' END,
        CASE WHEN m.range & 4 <> 0 THEN 'digitalisering' END, CASE WHEN m.range & 8 <> 0 THEN 'duurzaamheid' END,
        CASE WHEN m.range & 16 <> 0 THEN 'financiele_geletterdheid' END, CASE WHEN m.range & 32 <> 0 THEN 'innovatie' END,
        CASE WHEN m.range & 64 <> 0 THEN 'internationalisering' END, CASE WHEN m.range & 128 <> 0 THEN 'personeelsmanagement' END],
        lambda t: t IS NOT NULL) AS themes
        FROM range(256) AS m)),
numbers AS (SELECT map(list(activity), list(number)) AS of, (SELECT themes FROM names WHERE mask = 255) AS eight FROM excluded_activity),
grounds AS (
    SELECT *, CASE outcome
        WHEN 'niet_subsidieerbaar' THEN list_concat(
            list_transform(excluded, lambda a: {'ground': 'excluded', 'values': [a], 'sentence': of[a]}),
            CASE WHEN content = 'nee' AND recurring THEN
                [{'ground': 'excluded', 'values': ['onbekende_inhoud_met_abonnement'], 'sentence': 'U21'}] END,
            list_transform(interests, lambda i: {'ground': 'conflicts', 'values': [i], 'sentence': 'S42'}),
            CASE WHEN unregistered THEN [{'ground': 'unregistered', 'values': [provider, kind], 'sentence': 'S38'}] END,
            CASE WHEN ruled_out = 255 THEN list_concat(
                list_transform(list_filter(eight, lambda t, i: unlinked >> (i - 1) & 1 = 1), lambda t: {'ground': 'ruled_out', 'values': [t], 'sentence': 'S12'}),
                CASE WHEN topics_out & 63 = 63 THEN [{'ground': 'ruled_out', 'values': ['duurzaamheid'], 'sentence': 'S06'}] END,
                CASE WHEN topics_out & 448 = 448 THEN [{'ground': 'ruled_out', 'values': ['financiele_geletterdheid'], 'sentence': 'S07'}] END,
                CASE WHEN topics_out & 32256 = 32256 OR general = 'nee' THEN
                    [{'ground': 'ruled_out', 'values': ['personeelsmanagement'], 'sentence': 'S10'}] END,
                CASE WHEN NOT listed THEN [{'ground': 'ruled_out', 'values': ['beroepsspecifieke_competenties'], 'sentence': 'S19'}] END) END)
        WHEN 'voor_te_leggen' THEN list_concat(
            list_transform(doubtful, lambda a: {'ground': 'doubtful_activity', 'values': [a], 'sentence': of[a]}),
            CASE WHEN mixed_audience THEN
                [{'ground': 'mixed_audience', 'values': ['verbeteren_fysieke_en_mentale_gezondheid'], 'sentence': 'U07x'}] END,
            list_transform(licence, lambda a: {'ground': 'doubtful_licence', 'values': [a], 'sentence': 'U18'}),
            CASE WHEN content = 'twijfel' AND recurring THEN [{'ground': 'doubtful_content', 'values': []::VARCHAR[], 'sentence': 'U21'}] END,
            list_transform(interests_doubt, lambda i: {'ground': 'doubtful_interest', 'values': [i], 'sentence': 'S42'}),
            CASE WHEN adverse THEN [{'ground': 'adverse_advice', 'values': []::VARCHAR[], 'sentence': 'S42'}] END) END AS told,
        CASE WHEN outcome = 'subsidieerbaar' THEN fits
            WHEN outcome = 'onvoldoende_gegevens' THEN 255 & ~fits & ~ruled_out & ~in_doubt
            WHEN outcome = 'voor_te_leggen' AND fits = 0 THEN in_doubt ELSE 0 END AS by_theme
    FROM outcomes, numbers)
SELECT service, outcome, f.themes, CASE outcome WHEN 'subsidieerbaar' THEN t.fitting WHEN 'onvoldoende_gegevens' THEN t.open
    WHEN 'voor_te_leggen' THEN list_concat(told, list_transform(t.themes, lambda t: {'ground': 'theme_in_doubt', 'values': [t],
        'sentence': CASE WHEN t = 'duurzaamheid' AND link_doubt & 8 = 0 THEN 'S06'
            WHEN t = 'financiele_geletterdheid' AND link_doubt & 16 = 0 THEN 'S07'
            WHEN t = 'personeelsmanagement' AND link_doubt & 128 = 0 THEN 'S10' ELSE 'S12' END}))
    ELSE told END AS grounds
FROM grounds JOIN names AS f ON f.mask = fits JOIN names AS t ON t.mask = by_theme;
