"""The experiments of the demo's invented teams, in their own words."""

from __future__ import annotations

from collections.abc import Mapping

from kehitys.operations.demo_data import Trial

TRIALS: Mapping[str, Trial] = {
    "roaming": Trial(
        "Yksi kiertää salissa aamulla", "riikka",
        "Aamulla tiskille on jono, vaikka moni kysyisi vain yhden asian.",
        "decided",
        "Kun yksi meistä kiertää salissa klo 9–11, jono tiskillä lyhenee.",
        "Puolet kysymyksistä on sellaisia, joihin voi vastata hyllyjen välissä.",
        "Kiertovuoro joka arkiaamu neljän viikon ajan. Kiertäjällä on tabletti ja nimikyltti.",
        "Kello 9.30 jonossa on korkeintaan kolme ihmistä.", "down", ("7", "3"), -20, -63,
        ("Jonossa klo 9.30", "asiakasta"),
        ("7", "6", "8", "7", "9", "6", "7", "5", "4", "4", "3", "3", "2"), -22,
        {8: "Messuviikko, silti rauhallista", 11: "Uusi tulostin"},
        decision="adopt",
        learning="Jono lyheni alle puoleen. Asiakas kysyy herkemmin, kun ei tarvitse jonottaa, "
        "ja me ehdimme huomata sen, joka ei kehtaa kysyä.",
        reason="Toimii eikä maksa mitään. Riikka pitää vuorolistaa, ja jono lasketaan vielä "
        "kevääseen asti kerran viikossa.",
    ),
    "lunch": Trial(
        "Lounas kahdessa vuorossa", "paivi",
        "Lounaalla on niin kova melu, ettei kukaan kuule toista.",
        "decided",
        "Kun syödään kahdessa vuorossa, lounas on rauhallisempi.",
        "Pöydissä on puolet vähemmän syöjiä kerrallaan.",
        "Isojen ryhmä syö klo 11 ja pienet klo 11.30 kolmen viikon ajan.",
        "Melu jää alle 70 desibelin.", "down", ("76", "70"), -14, -49,
        ("Melu lounaalla", "dB"),
        ("76", "77", "75", "76", "78", "75", "74", "76", "75"), -18,
        {7: "Keittiöstä puuttui kaksi ihmistä"},
        decision="abandon",
        learning="Melu ei juuri laskenut, mutta keittiö joutui lämmittämään ruoan kahdesti. "
        "Meteli tulee tuoleista ja kovista pinnoista eikä väen määrästä.",
        reason="Hyöty jäi pieneksi ja keittiön työ lisääntyi. Seuraavaksi huopatassut tuoleihin.",
    ),
    "outdoors": Trial(
        "Ulos kolmessa ryhmässä", "sanna",
        "Eteisessä on ruuhka, kun kaikki pukevat yhtä aikaa.",
        "running",
        "Kun lähdetään ulos kolmessa ryhmässä viiden minuutin välein, pukeminen nopeutuu.",
        "Aikuinen ehtii auttaa, kun autettavia on kerralla seitsemän eikä kaksikymmentä.",
        "Lähtöjärjestys on ovessa. Kerran viikossa katsotaan kellosta, kauanko meni.",
        "Koko väki on pihalla 20 minuutissa.", "down", ("34", "20"), 9, -35,
        ("Ensimmäisestä saappaasta pihalle", "min"),
        ("33", "36", "34", "31", "35", "34", "32", "29", "26", "27", "23", "22"), -2,
        {7: "Ensimmäinen viikko, järjestys vielä hukassa", 9: "Ensilumi ja haalarit"},
    ),
    "answer": Trial(
        "Ett svar, en ansvarig", "erik",
        "Kunden ringer igen för att fråga vem som har hand om ärendet.",
        "running",
        "Om första meddelandet säger vem som är ansvarig, minskar följdfrågorna.",
        "I var tredje följdfråga undrar kunden bara vem som har hand om det.",
        "Alla nya bygglovsärenden får ett namn och ett direktnummer i första meddelandet.",
        "Högst en följdfråga per ärende.", "down", ("2.4", "1"), 16, -33,
        ("Följdfrågor per ärende", "st."),
        ("2.4", "2.1", "2.6", "2.3", "2.5", "2.2", "2.4", "2.0", "1.9", "1.6", "1.7"), -3,
        {8: "Två semestrar, färre ärenden"},
        amended="Högst 1,5 följdfrågor per ärende. De stora projekten kräver fler kontakter än "
        "vi räknade med.",
    ),
    "shelf": Trial(
        "Palautushylly aulaan", "teemu",
        "Palautetut kirjat seisovat kärryissä monta päivää.",
        "running",
        "Kun asiakas saa lajitella palautukset itse, kirjat ovat nopeammin hyllyssä.",
        "Moni selaa palautettuja muutenkin ja jää juttelemaan niistä.",
        "Viisi merkittyä hyllyä aulaan. Kärryt lasketaan kerran viikossa klo 15.",
        "Laskettaessa on enintään kaksi täyttä kärryä.", "down", ("6", "2"), -1, -28,
        ("Täysiä palautuskärryjä klo 15", "kärryä"),
        ("6", "5", "6", "7", "6", "5", "6", "4", "4", "3", "4"), -1,
        {8: "Dekkarihylly tyhjeni ennen lounasta"},
    ),
    "checklist": Trial(
        "Muistilista hakijalle", "jarkko",
        "Joka toisesta hakemuksesta puuttuu jokin liite.",
        "study",
        "Kun hakija saa muistilistan ennen lähettämistä, täydennyspyynnöt vähenevät.",
        "Puuttuva liite on melkein aina jokin samoista neljästä.",
        "Yhden sivun muistilista verkkosivulle ja tiskille, suomeksi ja ruotsiksi.",
        "Alle neljännes hakemuksista palaa täydennettäväksi.", "down", ("52", "25"), -2, -42,
        ("Täydennettäväksi palautettuja", "%"),
        ("54", "49", "55", "51", "50", "53", "46", "41", "38", "35", "33"), -4,
        {6: "Lista tiskillä", 7: "Lista verkossa"},
    ),
    "cafe": Trial(
        "Bokcafé på torsdagar", "annika",
        "Läsecirklarna på svenska har inget eget ställe att träffas på.",
        "planned",
        "Om vi ordnar bokcafé på svenska, hittar nya besökare till biblioteket.",
        "Tre läsecirklar har frågat efter ett rum.",
        "Fyra torsdagar kl. 14–16 med kaffe, bokbord och någon av oss på plats.",
        "Minst tolv besökare den fjärde torsdagen.", "up", ("0", "12"), 45,
        measure=("Besökare på bokcaféet", "personer"),
    ),
    "cards": Trial(
        "Kuvakortit siirtymiin", "camilla",
        "Osa lapsista ei tiedä, mitä seuraavaksi tapahtuu.", "idea",
    ),
    "newsletter": Trial(
        "Viisi riviä viikkokirjeen tilalle", "ville",
        "Viikkokirjettä ei lue juuri kukaan, mutta sen tekemiseen menee puoli päivää.",
        "archived",
        "Kun tiedotamme viidellä rivillä Teamsissa, useampi lukee.",
        "Lyhyen viestin lukee puhelimesta kahvijonossa.",
        "Neljä viikkoa Teams-viestejä, kirje tauolla.",
        "Puolet henkilöstöstä avaa viestin.", "up", ("18", "50"), -35, -70,
        ("Viestin avanneita", "%"),
        ("18", "17", "19", "31", "42", "28", "45", "24"), -37,
        {4: "Palkka-asiaa", 6: "Lomapyynnöt"},
        decision="inconclusive",
        learning="Luvut heittelivät aiheen mukaan. Palkka- ja loma-asiat luettiin, muut ei.",
        reason="Emme osaa sanoa, johtuiko muutos kanavasta vai aiheista. Kirje jäi silti pois, "
        "koska sitä ei kukaan kaivannut.",
    ),
}  # fmt: skip
"""By the key that a caught idea names."""
