import os

import boto3


def step_0(text):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=text)  # needs: MISSING sns:Publish @ {Topic}


def step_1(text):
    return step_0(text)


def step_2(text):
    return step_1(text)


def step_3(text):
    return step_2(text)


def step_4(text):
    return step_3(text)


def step_5(text):
    return step_4(text)


def step_6(text):
    return step_5(text)


def step_7(text):
    return step_6(text)


def step_8(text):
    return step_7(text)


def step_9(text):
    return step_8(text)


def step_10(text):
    return step_9(text)


def step_11(text):
    return step_10(text)


def step_12(text):
    return step_11(text)


def step_13(text):
    return step_12(text)


def step_14(text):
    return step_13(text)


def step_15(text):
    return step_14(text)


def step_16(text):
    return step_15(text)


def step_17(text):
    return step_16(text)


def step_18(text):
    return step_17(text)


def step_19(text):
    return step_18(text)


def step_20(text):
    return step_19(text)


def step_21(text):
    return step_20(text)


def step_22(text):
    return step_21(text)


def step_23(text):
    return step_22(text)


def step_24(text):
    return step_23(text)


def step_25(text):
    return step_24(text)


def step_26(text):
    return step_25(text)


def step_27(text):
    return step_26(text)


def step_28(text):
    return step_27(text)


def step_29(text):
    return step_28(text)


def step_30(text):
    return step_29(text)


def step_31(text):
    return step_30(text)  # gap: recursion-cap


def step_32(text):
    return step_31(text)


def step_33(text):
    return step_32(text)


def step_34(text):
    return step_33(text)


def step_35(text):
    return step_34(text)


def step_36(text):
    return step_35(text)


def step_37(text):
    return step_36(text)


def step_38(text):
    return step_37(text)


def step_39(text):
    return step_38(text)


def step_40(text):
    return step_39(text)


def step_41(text):
    return step_40(text)


def step_42(text):
    return step_41(text)


def step_43(text):
    return step_42(text)


def step_44(text):
    return step_43(text)


def step_45(text):
    return step_44(text)


def step_46(text):
    return step_45(text)


def step_47(text):
    return step_46(text)


def step_48(text):
    return step_47(text)


def step_49(text):
    return step_48(text)


def step_50(text):
    return step_49(text)


def step_51(text):
    return step_50(text)


def step_52(text):
    return step_51(text)


def step_53(text):
    return step_52(text)


def step_54(text):
    return step_53(text)


def step_55(text):
    return step_54(text)


def step_56(text):
    return step_55(text)


def step_57(text):
    return step_56(text)


def step_58(text):
    return step_57(text)


def step_59(text):
    return step_58(text)


def step_60(text):
    return step_59(text)


def step_61(text):
    return step_60(text)


def step_62(text):
    return step_61(text)


def step_63(text):
    return step_62(text)


def step_64(text):
    return step_63(text)


def step_65(text):
    return step_64(text)


def step_66(text):
    return step_65(text)


def step_67(text):
    return step_66(text)


def step_68(text):
    return step_67(text)


def step_69(text):
    return step_68(text)


def step_70(text):
    return step_69(text)


def step_71(text):
    return step_70(text)


def step_72(text):
    return step_71(text)


def step_73(text):
    return step_72(text)


def step_74(text):
    return step_73(text)


def step_75(text):
    return step_74(text)


def step_76(text):
    return step_75(text)


def step_77(text):
    return step_76(text)


def step_78(text):
    return step_77(text)


def step_79(text):
    return step_78(text)


def step_80(text):
    return step_79(text)


def step_81(text):
    return step_80(text)


def step_82(text):
    return step_81(text)


def step_83(text):
    return step_82(text)


def step_84(text):
    return step_83(text)


def step_85(text):
    return step_84(text)


def step_86(text):
    return step_85(text)


def step_87(text):
    return step_86(text)


def step_88(text):
    return step_87(text)


def step_89(text):
    return step_88(text)


def step_90(text):
    return step_89(text)


def step_91(text):
    return step_90(text)


def step_92(text):
    return step_91(text)


def step_93(text):
    return step_92(text)


def step_94(text):
    return step_93(text)


def step_95(text):
    return step_94(text)


def step_96(text):
    return step_95(text)


def step_97(text):
    return step_96(text)


def step_98(text):
    return step_97(text)


def step_99(text):
    return step_98(text)


def step_100(text):
    return step_99(text)


def step_101(text):
    return step_100(text)


def step_102(text):
    return step_101(text)


def step_103(text):
    return step_102(text)


def step_104(text):
    return step_103(text)


def step_105(text):
    return step_104(text)


def step_106(text):
    return step_105(text)


def step_107(text):
    return step_106(text)


def step_108(text):
    return step_107(text)


def step_109(text):
    return step_108(text)


def step_110(text):
    return step_109(text)


def step_111(text):
    return step_110(text)


def step_112(text):
    return step_111(text)


def step_113(text):
    return step_112(text)


def step_114(text):
    return step_113(text)


def step_115(text):
    return step_114(text)


def step_116(text):
    return step_115(text)


def step_117(text):
    return step_116(text)


def step_118(text):
    return step_117(text)


def step_119(text):
    return step_118(text)


def step_120(text):
    return step_119(text)


def step_121(text):
    return step_120(text)


def step_122(text):
    return step_121(text)


def step_123(text):
    return step_122(text)


def step_124(text):
    return step_123(text)


def step_125(text):
    return step_124(text)


def step_126(text):
    return step_125(text)


def step_127(text):
    return step_126(text)


def step_128(text):
    return step_127(text)


def step_129(text):
    return step_128(text)


def step_130(text):
    return step_129(text)


def step_131(text):
    return step_130(text)


def step_132(text):
    return step_131(text)


def step_133(text):
    return step_132(text)


def step_134(text):
    return step_133(text)


def step_135(text):
    return step_134(text)


def step_136(text):
    return step_135(text)


def step_137(text):
    return step_136(text)


def step_138(text):
    return step_137(text)


def step_139(text):
    return step_138(text)


def step_140(text):
    return step_139(text)


def step_141(text):
    return step_140(text)


def step_142(text):
    return step_141(text)


def step_143(text):
    return step_142(text)


def step_144(text):
    return step_143(text)


def step_145(text):
    return step_144(text)


def step_146(text):
    return step_145(text)


def step_147(text):
    return step_146(text)


def step_148(text):
    return step_147(text)


def step_149(text):
    return step_148(text)


def handler(event, context):
    return step_149("deep")
